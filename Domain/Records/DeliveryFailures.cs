namespace SsprBot.Domain;

/// <summary>What did not reach its reader: whoever asked for it never learns; the administrator finds it in the audit, and whom it was for.</summary>
public sealed class DeliveryFailures(Vault vault)
{
    /// <param name="session">The session that it was for; null when it was for none.</param>
    /// <param name="reason">A stable code in kebab-case, such as <c>mail-refused</c>.</param>
    /// <param name="detail">A closed word, such as the number that the server gave; never free text.</param>
    /// <param name="ct">Cancels the note.</param>
    public async Task NoteAsync(string? session, string reason, string detail, CancellationToken ct)
    {
        if (session is not null && await vault.Sessions.ReadAsync(session, ct) is { Value: var open })
        {
            await vault.AuditAsync(AuditActivity.FlowProgress, AuditResult.Failed, reason, open, ct, detail);
        }
        else
        {
            await vault.AuditAsync(AuditActivity.FlowProgress, AuditResult.Failed, reason, ct, detail);
        }
    }
}
