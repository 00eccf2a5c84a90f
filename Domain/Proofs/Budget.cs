using System.Threading.Channels;

namespace SsprBot.Domain;

/// <summary>Keeps others from earning by our texts and calls (toll fraud): every one is asked for here before it is sent.</summary>
public sealed class Budget(Vault vault, IAuditLog audit, Policy policy, Organisation organisation)
{
    private const string All = "all";

    private readonly Channel<string> _redeemed = Channel.CreateBounded<string>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Counts a text or call, or stops it.</summary>
    /// <returns>Null when it may be sent.</returns>
    public async Task<SpendingStop?> SpendAsync(OutboxMessage message, CancellationToken ct)
    {
        var stop = PhoneArea.Of(message.To) is not { } area ? SpendingStop.NotAnOrdinaryNumber
            : !Allows(area.Country) ? SpendingStop.Country
            : await CountAsync(message, area, ct);
        if (stop is { } why)
        {
            await audit.AppendAsync(
                new AuditEvent(vault.Now, AuditActivity.FlowProgress, AuditResult.Blocked, message.Kind is OutboxKind.Call ? "call-stopped" : "text-stopped", Detail: Kebab.Of(why)), ct);
        }

        return stop;
    }

    /// <summary>
    /// The code of a message became a proof, as codes do that people asked for. It is kept with the next message: a turn waits for nothing
    /// here, and what a restart loses only makes the breaker stricter.
    /// </summary>
    public void Redeem(string messageId) => _redeemed.Writer.TryWrite(messageId);

    /// <summary>Whether somebody who writes from this number may be answered: an answer costs as well.</summary>
    /// <param name="number">E.164.</param>
    public bool MayAnswer(string number) => PhoneArea.Of(number) is { } area && Allows(area.Country);

    private bool Allows(string country) =>
        policy.Spending.Countries.Count > 0 ? policy.Spending.Countries.Contains(country, StringComparer.OrdinalIgnoreCase) : country == organisation.Region;

    private async Task<SpendingStop?> CountAsync(OutboxMessage message, PhoneArea area, CancellationToken ct)
    {
        var wanted = new Spent(
            message.Id,
            message.Kind,
            area.Country,
            vault.Pepper.Pseudonym("phone-prefix", area.Prefix),
            vault.DestinationHash(message.To),
            vault.Now,
            message.Letter is Letter.Code or Letter.Call or Letter.NumberCall or Letter.ConfirmContact ? false : null);
        var redeemed = Redeemed();
        for (var turn = 0; turn < Vault.Retries; turn++)
        {
            var seen = await vault.Spending.ReadAsync(All, ct);
            var before = redeemed.Aggregate(seen?.Value ?? Spending.New, (spending, id) => spending.Redeem(id));
            var (after, stop) = before.Spend(wanted, policy.Spending, vault.Now);
            if (ReferenceEquals(after, seen?.Value) || await vault.Spending.TryWriteAsync(All, seen, after, ct) is not null)
            {
                return stop;
            }
        }

        throw new InvalidOperationException("The spending was changed by others too often.");
    }

    private List<string> Redeemed()
    {
        var ids = new List<string>();
        while (_redeemed.Reader.TryRead(out var id))
        {
            ids.Add(id);
        }

        return ids;
    }
}
