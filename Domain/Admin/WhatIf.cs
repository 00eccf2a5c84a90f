namespace SsprBot.Domain;

/// <summary>What would happen if somebody asked for a reset on a channel that vouches for nobody.</summary>
/// <param name="Why">The first check that fails; null when none does.</param>
/// <param name="DirectoryDown">The directory cannot be asked, so no more is known.</param>
/// <param name="Throttles">What holds the person back for now; they would not notice.</param>
/// <param name="Offer">What would be offered; null when a check fails.</param>
public sealed record AccountOutlook(Ineligible? Why, bool DirectoryDown, IReadOnlyList<ThrottleReason> Throttles, GateOffer? Offer);

/// <summary>Answers what would happen, and changes nothing.</summary>
public sealed class WhatIf(Vault vault, People people, Throttles throttles, Switches switches, AdminLog log)
{
    /// <param name="by">Needs <see cref="AdminRight.AskAboutAccount"/>.</param>
    /// <returns>Null when it is no user ID, or they may not ask.</returns>
    public async Task<AccountOutlook?> AskAsync(AdminUser by, Goal goal, string typed, CancellationToken ct)
    {
        if (!by.May(AdminRight.AskAboutAccount) || UserIds.Read(typed) is not { } userId)
        {
            return null;
        }

        await log.NoteAsync(by, "asked-what-if", ct, userId, Kebab.Of(goal));
        return switches.IsOff(Switch.All) ? Stops(Ineligible.SwitchedOff)
            : switches.Policy.Enabled is EnabledFor.Nobody ? Stops(Ineligible.SelfServiceOff)
            : !people.Offers(goal, userId) ? Stops(Ineligible.NotInThisDirectory)
            : await people.FindAsync(userId, ct) switch
            {
                Found.One { Account: var account } => await JudgeAsync(goal, account, ct),
                Found.Unavailable => new AccountOutlook(null, true, [], null),
                _ => Stops(Ineligible.NotFound),
            };
    }

    private async Task<AccountOutlook> JudgeAsync(Goal goal, Account account, CancellationToken ct)
    {
        var policy = switches.Policy;
        var guardId = vault.GuardId(new Visitor(new ChatAddress("", "", "", ""), ""), account.Id, account.UserId);
        var why = await throttles.WhyAsync(guardId, ct);
        var byPassword = goal is Goal.Change or Goal.Register;
        return (byPassword ? Eligibility.Exclusion(account, policy) : Eligibility.Check(account, policy, vault.Now)) is { } reason
            ? new AccountOutlook(reason, false, why, null)
            : new AccountOutlook(null, false, why, byPassword ? new GateOffer([], 0) : Eligibility.OfferFor(account, policy, vault.Now));
    }

    private static AccountOutlook Stops(Ineligible why) => new(why, false, [], null);
}
