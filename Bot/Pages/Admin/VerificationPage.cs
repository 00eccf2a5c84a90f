using SsprBot.Domain;

namespace SsprBot.Pages.Admin;

/// <summary>Whether every line of the audit log stands as it was written.</summary>
internal sealed class VerificationPage(AdminView view, AdminDoor door, AdminForms forms, IActivityLog activity, AdminLog audit)
{
    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(AdminPaths.Verification, Methods.Read, door.For(AdminRight.VerifyAudit, (context, user) => ShowAsync(context, user, _ => Html.None)));
        endpoints.MapPost(AdminPaths.Verification, door.For(AdminRight.VerifyAudit, VerifyAsync));
    }

    private async Task VerifyAsync(HttpContext context, AdminUser user)
    {
        if (await forms.ReadAsync(context) is null)
        {
            return;
        }

        var check = await activity.VerifyAsync(context.RequestAborted);
        await audit.NoteAsync(user, check.IsWhole ? "verified-whole" : "verified-broken", context.RequestAborted);
        await ShowAsync(context, user, texts => check switch
        {
            { IsWhole: true, Number: { } lines } => $"""<p class="yes" role="status">{texts.AuditWhole(lines)}</p>""",
            { Number: { } line } => Problem.Box(texts.AuditBroken(line), texts.AuditAdvice),
            _ => Problem.Box(texts.AuditHeadless, texts.AuditAdvice),
        });
    }

    private Task ShowAsync(HttpContext context, AdminUser user, Func<AdminTexts, Html> answer) => view.WriteAsync(context, user, AdminPaths.Verification, texts => $"""
        {answer(texts)}
        <p>{texts.VerificationLead}</p>
        <form class="ask" method="post" action="{AdminPaths.Verification}">{forms.Seal(context)}<button class="button" type="submit">{texts.Verify}</button></form>
        """);
}
