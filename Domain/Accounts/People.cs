namespace SsprBot.Domain;

/// <summary>Accounts together with what their owners registered with the bot.</summary>
public sealed class People(IDirectory directory, Vault vault)
{
    /// <inheritdoc cref="IDirectory.Offers"/>
    public bool Offers(Goal goal, string userId) => directory.Offers(goal, userId);

    /// <inheritdoc cref="IDirectory.FindAsync"/>
    public async Task<Found> FindAsync(string userId, CancellationToken ct) => await WholeAsync(await directory.FindAsync(userId, ct), ct);

    /// <inheritdoc cref="IDirectory.ReadAsync"/>
    public async Task<Found> ReadAsync(string accountId, CancellationToken ct) => await WholeAsync(await directory.ReadAsync(accountId, ct), ct);

    /// <summary>Changes what is registered, by compare-and-swap.</summary>
    /// <param name="change">Pure; null when the change is not allowed (any more).</param>
    /// <returns>What is registered now, or null when nothing was changed.</returns>
    public Task<Enrolment?> ChangeAsync(string accountId, Func<Enrolment, Enrolment?> change, CancellationToken ct) =>
        vault.Enrolments.TryChangeAsync(IdOf(accountId), now => change(now) is { } next ? next with { AccountId = accountId } : null, ct, Enrolment.None);

    // Somebody who is nobody costs the same reading.
    private async Task<Found> WholeAsync(Found found, CancellationToken ct)
    {
        var account = (found as Found.One)?.Account;
        var enrolled = await vault.Enrolments.ReadAsync(IdOf(account?.Id ?? ""), ct);
        return account is null ? found : new Found.One(account with { Enrolment = enrolled?.Value ?? Enrolment.None });
    }

    private string IdOf(string accountId) => vault.Pepper.Pseudonym("enrolment", accountId);
}
