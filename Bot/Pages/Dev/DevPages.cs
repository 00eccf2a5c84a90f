using System.Text.Json.Serialization.Metadata;

namespace SsprBot.Pages.Dev;

/// <summary>Who can be tried out, what was sent to them, and whether a password works. In English, for developers.</summary>
internal sealed class DevPages(DevView view, IDemoPeople people, IInbox inbox, CallKeys calls, OwnPage ownPage)
{
    private const string UserIdField = "userId";
    private const string PasswordField = "password";

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/people", Methods.Read, LoopbackOnly.Guard(PeopleAsync));
        endpoints.MapMethods("/inbox", Methods.Read, LoopbackOnly.Guard(InboxAsync));
        endpoints.MapPost("/inbox/{id}/keys", LoopbackOnly.Guard(calls.PressAsync));
        endpoints.MapPost("/inbox/{id}/no-answer", LoopbackOnly.Guard(calls.LeaveUnansweredAsync));
        endpoints.MapMethods("/signin", Methods.Read, LoopbackOnly.Guard(context => view.WriteAsync(context, "Sign in", DevView.SignIn(UserIdField, PasswordField, null))));
        endpoints.MapPost("/signin", LoopbackOnly.Guard(SignInAsync));
    }

    private async Task PeopleAsync(HttpContext context)
    {
        var all = await people.ReadAsync(context.RequestAborted);
        await (WantsJson(context)
            ? JsonAsync(context, all, DevJson.Default.IReadOnlyListDemoPerson)
            : view.WriteAsync(context, "People", DevView.People(all)));
    }

    private async Task InboxAsync(HttpContext context)
    {
        var all = await inbox.ReadAsync(context.RequestAborted);
        IReadOnlyList<InboxItem> newestFirst = [.. all.OrderByDescending(item => item.SentAt).ThenByDescending(item => item.Id, StringComparer.Ordinal)];
        await (WantsJson(context)
            ? JsonAsync(context, newestFirst, DevJson.Default.IReadOnlyListInboxItem)
            : view.WriteAsync(context, "Inbox", DevView.Inbox(newestFirst)));
    }

    private async Task SignInAsync(HttpContext context)
    {
        if (LoopbackOnly.IsForeign(context, ownPage))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        var form = await PostedForm.ReadAsync(context.Request, context.RequestAborted);
        if (form.Status is not StatusCodes.Status200OK)
        {
            context.Response.StatusCode = form.Status;
            return;
        }

        var userId = form[UserIdField].Trim();
        var answer = new SignInAnswer(userId, await people.TrySignInAsync(userId, form[PasswordField], context.RequestAborted));
        await (WantsJson(context)
            ? JsonAsync(context, answer, DevJson.Default.SignInAnswer)
            : view.WriteAsync(context, "Sign in", DevView.SignIn(UserIdField, PasswordField, answer)));
    }

    internal static bool WantsJson(HttpContext context) =>
        context.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase);

    internal static Task JsonAsync<T>(HttpContext context, T value, JsonTypeInfo<T> shape) =>
        context.Response.WriteAsJsonAsync(value, shape, cancellationToken: context.RequestAborted);
}
