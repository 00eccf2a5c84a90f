namespace SsprBot.Domain;

/// <summary>What a notice's "this wasn't me" stands for. It is kept under a keyed hash of the link, so that nobody can make a link from a record.</summary>
/// <param name="Visitor">Whose doing the notice was about.</param>
/// <param name="Language">The language tag that the notice was written in.</param>
/// <param name="SpentAt">Null while the link can be used.</param>
public sealed record DenialTicket(string AccountId, string UserId, Visitor Visitor, string Language, DateTimeOffset ExpiresAt, DateTimeOffset? SpentAt = null)
{
    public override string ToString() => "(denial ticket)";
}

/// <summary>The addresses that the domain's letters need; made from the configured public address and from nothing that a request says.</summary>
public interface IAddresses
{
    /// <summary>Where "this wasn't me" is said.</summary>
    Uri NotMe(string token);
}

/// <summary>The links of notices: 128 random bits each, good for one use within 30 days, about one event on one account.</summary>
public sealed class DenialLinks(Vault vault, IAddresses addresses)
{
    /// <summary>How long a notice can be answered.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    private const int TokenLength = 22;

    public async Task<Uri> IssueAsync(Account account, Visitor visitor, string language, CancellationToken ct)
    {
        var token = Secrets.NewId();
        var ticket = new DenialTicket(account.Id, account.UserId, visitor, language, vault.Now + Lifetime);
        _ = await vault.Denials.TryCreateAsync(IdOf(token), ticket, ct) ?? throw new InvalidOperationException("128 random bits came twice.");
        return addresses.NotMe(token);
    }

    /// <summary>Looks at a link and changes nothing.</summary>
    /// <returns>Null when it can no longer be used, or never could.</returns>
    public async Task<DenialTicket?> LookAsync(string token, CancellationToken ct) => (await FindAsync(token, ct))?.Value;

    internal async Task<Versioned<DenialTicket>?> FindAsync(string token, CancellationToken ct) =>
        token.Length == TokenLength
        && await vault.Denials.ReadAsync(IdOf(token), ct) is { Value: { SpentAt: null } ticket } seen
        && vault.Now < ticket.ExpiresAt
            ? seen
            : null;

    internal async Task<bool> TrySpendAsync(string token, Versioned<DenialTicket> seen, CancellationToken ct) =>
        await vault.Denials.TryReplaceAsync(IdOf(token), seen, seen.Value with { SpentAt = vault.Now }, ct) is not null;

    private string IdOf(string token) => vault.Pepper.Pseudonym("denial", token);
}
