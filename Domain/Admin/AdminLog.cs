namespace SsprBot.Domain;

/// <summary>Audits what is seen and done in the admin area. Who did it stands in the place of the visit, by a pseudonym.</summary>
public sealed class AdminLog(Vault vault, IAuditLog audit)
{
    /// <summary>The name by which the audit knows them.</summary>
    public string NameOf(AdminUser by) => vault.Pepper.Pseudonym("admin-user", by.Id);

    /// <param name="by">Who does it.</param>
    /// <param name="reason">A stable code in kebab-case.</param>
    /// <param name="ct">Cancels it; then it is not done.</param>
    /// <param name="userId">Whom it is about; empty for nobody in particular.</param>
    /// <param name="detail">A closed word; never free text.</param>
    public Task NoteAsync(AdminUser by, string reason, CancellationToken ct, string userId = "", string detail = "") =>
        NoteAsync(by, AuditActivity.AdminAreaUsed, AuditResult.Succeeded, reason, ct, userId, detail);

    internal Task NoteAsync(
        AdminUser by, AuditActivity activity, AuditResult result, string reason, CancellationToken ct, string userId = "", string detail = "") =>
        audit.AppendAsync(
            new AuditEvent(vault.Now, activity, result, reason, NameOf(by), userId.Length == 0 ? "" : vault.PersonName(userId), AdminUser.Channel, detail), ct);
}
