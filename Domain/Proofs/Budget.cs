namespace SsprBot.Domain;

/// <summary>Keeps others from earning by our texts and calls (toll fraud): every one is asked for here before it is sent.</summary>
public sealed class Budget(Vault vault, IAuditLog audit, Policy policy, Organisation organisation)
{
    private const string All = "all";

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

    /// <summary>The code of a message became a proof, as codes do that people asked for.</summary>
    public async Task RedeemAsync(string messageId, CancellationToken ct)
    {
        for (var turn = 0; turn < Vault.Retries; turn++)
        {
            if (await vault.Spending.ReadAsync(All, ct) is not { } seen)
            {
                return;
            }

            var after = seen.Value.Redeem(messageId);
            if (ReferenceEquals(after, seen.Value) || await vault.Spending.TryReplaceAsync(All, seen, after, ct) is not null)
            {
                return;
            }
        }
    }

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
        for (var turn = 0; turn < Vault.Retries; turn++)
        {
            var seen = await vault.Spending.ReadAsync(All, ct);
            var before = seen?.Value ?? Spending.New;
            var (after, stop) = before.Spend(wanted, policy.Spending, vault.Now);
            if (ReferenceEquals(after, before) || await vault.Spending.TryWriteAsync(All, seen, after, ct) is not null)
            {
                return stop;
            }
        }

        throw new InvalidOperationException("The spending was changed by others too often.");
    }
}
