using System.Globalization;

namespace SsprBot.Domain;

/// <summary>Mails to the organisation's administrators.</summary>
public sealed class AdministratorMail(IOutbox outbox, Vault vault, Organisation organisation)
{
    /// <summary>However many are configured, this many get a mail.</summary>
    public const int Most = 100;

    /// <summary>Whether there is anybody to write to.</summary>
    public bool HasReaders => organisation.Administrators.Count > 0;

    /// <param name="event">What is told twice under one name is sent once.</param>
    /// <param name="holes">What fills the letter, besides the organisation and the time.</param>
    /// <param name="but">An account that is not written to about itself.</param>
    public async Task SendAsync(Letter letter, string @event, IReadOnlyDictionary<string, string> holes, CancellationToken ct, Account? but = null)
    {
        var filled = new Dictionary<string, string>(holes)
        {
            ["organisation"] = organisation.Name,
            ["when"] = organisation.Moment(vault.Now),
        };
        foreach (var to in organisation.Administrators.Distinct(StringComparer.OrdinalIgnoreCase).Where(to => !IsOf(but, to)).Take(Most))
        {
            var id = vault.Pepper.Pseudonym("administrator", letter.ToString(), @event, to);
            await outbox.EnqueueAsync(new OutboxMessage(id, OutboxKind.Mail, to, letter, "en", filled), ct);
        }
    }

    /// <summary>Tells of what has happened too often; each time anew.</summary>
    /// <param name="count">How many times it happened.</param>
    public Task SendAsync(Letter letter, int count, CancellationToken ct) =>
        SendAsync(letter, Secrets.NewId(), new Dictionary<string, string> { ["count"] = count.ToString(CultureInfo.InvariantCulture) }, ct);

    private static bool IsOf(Account? account, string address) => account is not null
        && (address.Equals(account.Mail, StringComparison.OrdinalIgnoreCase) || address.Equals(account.UserId, StringComparison.OrdinalIgnoreCase));
}
