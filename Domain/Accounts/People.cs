namespace SsprBot.Domain;

/// <summary>Accounts together with what their owners registered with the bot.</summary>
public sealed class People(IDirectory directory, Vault vault)
{
    /// <inheritdoc cref="IDirectory.Offers"/>
    public bool Offers(Goal goal, string userId) => directory.Offers(goal, userId);

    /// <inheritdoc cref="IDirectory.FindAsync"/>
    public async Task<Found> FindAsync(string userId, CancellationToken ct) => await WholeAsync(await directory.FindAsync(userId, ct), ct);

    /// <summary>Whose user ID it is and what is counted against them, whoever it is; what they registered is read in one go with the count.</summary>
    public async Task<(Found Found, string GuardId, Guard Guard)> FindGuardedAsync(string userId, Visitor visitor, CancellationToken ct)
    {
        var found = await directory.FindAsync(userId, ct);
        var guardId = vault.GuardId(visitor, IdOf(found), userId);
        var (enrolled, guard) = await vault.Enrolments.ReadWithAsync(EnrolmentOf(found), vault.Guards, guardId, ct);
        return (Whole(found, enrolled), guardId, guard?.Value ?? Guard.New);
    }

    /// <inheritdoc cref="IDirectory.ReadAsync"/>
    public async Task<Found> ReadAsync(string accountId, CancellationToken ct) => await WholeAsync(await directory.ReadAsync(accountId, ct), ct);

    /// <summary>Changes what is registered, by compare-and-swap.</summary>
    /// <param name="change">Pure; null when the change is not allowed (any more).</param>
    /// <returns>What is registered now, or null when nothing was changed.</returns>
    public Task<Enrolment?> ChangeAsync(string accountId, Func<Enrolment, Enrolment?> change, CancellationToken ct) =>
        vault.Enrolments.TryChangeAsync(EnrolmentOf(accountId), now => change(now)?.Of(accountId), ct, Enrolment.None);

    private async Task<Found> WholeAsync(Found found, CancellationToken ct) => Whole(found, await vault.Enrolments.ReadAsync(EnrolmentOf(found), ct));

    private static Found Whole(Found found, Versioned<Enrolment>? enrolled) =>
        found is Found.One { Account: var account } ? new Found.One(account with { Enrolment = enrolled?.Value ?? Enrolment.None }) : found;

    private static string? IdOf(Found found) => (found as Found.One)?.Account.Id;

    // Somebody who is nobody costs the same reading.
    private string EnrolmentOf(Found found) => EnrolmentOf(IdOf(found) ?? "");

    private string EnrolmentOf(string accountId) => vault.Pepper.Pseudonym("enrolment", accountId);
}
