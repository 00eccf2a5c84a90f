using SsprBot.Directories;
using SsprBot.Domain;
using SsprBot.Settings;

namespace SsprBot.Tools;

/// <summary>What would happen if one person asked for a reset, and why.</summary>
internal sealed class PolicyExplain : ITool
{
    public string Words => "policy explain";

    public string Purpose => "what would happen if the person whose user ID stands behind it asked for a reset";

    public async Task<int> RunAsync(IServiceProvider services, IReadOnlyList<string> words, TextWriter output)
    {
        // What is switched off is read when the host starts, and it does not.
        await services.GetRequiredService<Switching>().RefreshAsync(SwitchSettings.Of(services.GetRequiredService<IConfiguration>()).Off, CancellationToken.None);
        if (words is not [var userId]
            || await services.GetRequiredService<WhatIf>().AskAsync(Operator.User, Goal.Reset, userId, CancellationToken.None) is not { } outlook)
        {
            await output.WriteLineAsync($"Say one user ID behind it, as in: {Words} anna.lima@contoso.test");
            return ITool.NotFoundOut;
        }

        if (outlook.DirectoryDown)
        {
            await output.WriteLineAsync("The directory does not answer. Run doctor.");
            return ITool.NotFoundOut;
        }

        var found = await services.GetRequiredService<People>().FindAsync(userId, CancellationToken.None);
        foreach (var (name, value) in Lines(outlook, (found as Found.One)?.Account, services.GetRequiredService<Switches>().Policy))
        {
            await output.WriteLineAsync($"{name,-11}{value}");
        }

        return outlook is { Why: null, Throttles: [] } ? 0 : 1;
    }

    private static IEnumerable<(string Name, string Value)> Lines(AccountOutlook outlook, Account? account, Policy policy)
    {
        if (account is not null)
        {
            yield return ("directory", AccountIds.Split(account.Id).Directory);
            yield return ("policy", account.Privileged ? "that of administrators" : Eligibility.GroupOf(account, policy) is { } group ? $"that of the group {group.Group}" : "that of everybody");
            yield return ("gates", $"{Eligibility.GatesFor(account, policy)}");
        }

        yield return ("methods", outlook.Offer is { Methods: var methods } ? string.Join(", ", methods) : "none");
        yield return ("outcome", outlook.Why is { } why ? $"refused: {why}" : "served");
        if (outlook.Throttles.Count > 0)
        {
            yield return ("held back", string.Join(", ", outlook.Throttles));
        }
    }
}
