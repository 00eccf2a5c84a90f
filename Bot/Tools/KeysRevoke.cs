using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace SsprBot.Tools;

/// <summary>For when the keys have fallen into strange hands: what they encrypted can never be read again.</summary>
internal sealed class KeysRevoke : ITool
{
    private const string Everything = "everything";

    public string Words => "keys revoke";

    public string Purpose => $"makes all that was encrypted so far unreadable for good; say {Everything} behind it";

    public async Task<int> RunAsync(IServiceProvider services, IReadOnlyList<string> words, TextWriter output)
    {
        if (words is not [Everything])
        {
            await output.WriteLineAsync($"Nothing was revoked. What was encrypted could never be read again: open links, what people registered, and the peppers. If so it shall be, say: {Words} {Everything}");
            return 1;
        }

        services.GetRequiredService<IKeyManager>().RevokeAllKeys(services.GetRequiredService<TimeProvider>().GetUtcNow(), Words);
        await output.WriteLineAsync("All keys are revoked. How to go on stands in deploymentTemplates/keys.md.");
        return 0;
    }
}
