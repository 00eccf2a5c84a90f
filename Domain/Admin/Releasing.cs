namespace SsprBot.Domain;

/// <summary>What became of a release.</summary>
public enum ReleaseOutcome
{
    Done,

    /// <summary>It is over already.</summary>
    NothingToRelease,

    /// <summary>They have released as many within the hour as one may.</summary>
    TooMany,
    DirectoryDown,
    NotAllowed,
}

/// <summary>Gives people back what they were kept from, once somebody of the help desk has made sure of them.</summary>
public sealed class Releasing(Vault vault, People people, Denial denial, Throttles throttles, AdminLog log)
{
    /// <summary>How many releases one person has within an hour.</summary>
    public const int PerHour = 30;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Forgets what is counted against a person: failures, visits and messages. A reset that was done and wrong current passwords still count.</summary>
    /// <param name="guardId">Of <see cref="Throttled"/>.</param>
    public async Task<ReleaseOutcome> ReleaseThrottledAsync(AdminUser by, string guardId, CancellationToken ct)
    {
        if (!by.May(AdminRight.Release))
        {
            return ReleaseOutcome.NotAllowed;
        }

        if (await throttles.FindAsync(guardId, ct) is not { CanBeReleased: true } throttled)
        {
            return ReleaseOutcome.NothingToRelease;
        }

        if (!await TryCountAsync(by, ct))
        {
            return ReleaseOutcome.TooMany;
        }

        await log.NoteAsync(by, "releasing-throttled", ct, throttled.UserId);
        if (await vault.Guards.TryChangeAsync(guardId, guard => guard.Released(), ct) is null)
        {
            return ReleaseOutcome.NothingToRelease;
        }

        await log.NoteAsync(by, "released-throttled", CancellationToken.None, throttled.UserId);
        return ReleaseOutcome.Done;
    }

    /// <summary>Gives self-service back to somebody who once said "this was not me".</summary>
    /// <param name="id">Of <see cref="BlockedPerson"/>.</param>
    public async Task<ReleaseOutcome> ReleaseBlockedAsync(AdminUser by, string id, CancellationToken ct)
    {
        if (!by.May(AdminRight.Release))
        {
            return ReleaseOutcome.NotAllowed;
        }

        if (await vault.Enrolments.ReadAsync(id, ct) is not { Value: { BlockedAt: not null, AccountId: { } accountId } })
        {
            return ReleaseOutcome.NothingToRelease;
        }

        var found = await people.ReadAsync(accountId, ct);
        if (found is not Found.One { Account: var account })
        {
            return found is Found.Unavailable ? ReleaseOutcome.DirectoryDown : ReleaseOutcome.NothingToRelease;
        }

        if (!await TryCountAsync(by, ct))
        {
            return ReleaseOutcome.TooMany;
        }

        await log.NoteAsync(by, "releasing-blocked", ct, account.UserId);
        var visitor = new Visitor(new ChatAddress(AdminUser.Channel, "", log.NameOf(by), ""), log.NameOf(by));
        return await denial.ReleaseAsync(account, visitor, ct) ? ReleaseOutcome.Done : ReleaseOutcome.NothingToRelease;
    }

    private async Task<bool> TryCountAsync(AdminUser by, CancellationToken ct) => await vault.Senders.TryChangeAsync(
        vault.Pepper.Pseudonym("admin-releases", by.Id),
        counted => counted.StartedWithin(Hour, vault.Now) < PerHour ? counted.Started("", vault.Now) : null,
        ct,
        SenderGuard.New) is not null;
}
