using Microsoft.Extensions.DependencyInjection;
using SsprBot.Domain;

namespace SsprBot.Abuse;

/// <summary>The visits as a host keeps them.</summary>
internal static class Sessions
{
    public static async Task<IReadOnlyList<RecoverySession>> OfAsync(IServiceProvider host) =>
        [.. await host.GetRequiredService<Vault>().Sessions.ReadAllAsync(CancellationToken.None).Select(kept => kept.Value).ToListAsync()];
}
