using Microsoft.AspNetCore.Authentication;
using SsprBot.Domain;

namespace SsprBot.Pages.Admin;

/// <summary>The way into the admin area, and out of it.</summary>
internal sealed class AdminEntry(AdminView view, AdminDoor door, AdminForms forms, AdminLink link, AdminConsole console, AdminLog audit, ILogger<AdminEntry> log)
{
    // Whoever is at this machine is its administrator.
    private static readonly AdminUser s_here = new("this-machine", AdminRole.Administrator);

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(AdminPaths.Home, Methods.Read, door.Outside(ToFirstPart));
        endpoints.MapPost(AdminPaths.SignOut, door.Outside(SignOutAsync));
        if (door.IsOrganisations)
        {
            endpoints.MapGet(AdminPaths.SignIn, context => context.ChallengeAsync(AdminSignIn.Scheme, new AuthenticationProperties { RedirectUri = AdminPaths.Arrived }));
            endpoints.MapGet(AdminPaths.Arrived, view.ArrivedAsync);
            endpoints.MapGet(AdminPaths.NotSignedIn, context => view.SignInAsync(context, AdminSignIn.ReasonIn(context), organisations: true));
        }
        else
        {
            endpoints.MapMethods($"{AdminPaths.Open}/{{token}}", Methods.Read, door.Outside(ShowLinkAsync));
            endpoints.MapPost($"{AdminPaths.Open}/{{token}}", door.Outside(OpenAsync));
            endpoints.MapPost(AdminPaths.NewLink, door.Outside(PrintAsync));
        }
    }

    private static Task ToFirstPart(HttpContext context)
    {
        PageView.SeeOther(context, AdminPaths.Activity);
        return Task.CompletedTask;
    }

    private Task ShowLinkAsync(HttpContext context) =>
        link.IsGood(Token(context)) ? view.OpenAsync(context) : view.SignInAsync(context, SignInReason.LinkNotValid, organisations: false);

    private async Task OpenAsync(HttpContext context)
    {
        if (await forms.ReadAsync(context) is null)
        {
            return;
        }

        if (!link.TrySpend(Token(context)))
        {
            await view.SignInAsync(context, SignInReason.LinkNotValid, organisations: false);
            return;
        }

        await audit.NoteAsync(s_here, "signed-in", context.RequestAborted, detail: s_here.Role.ToString());
        log.SignedIn(audit.NameOf(s_here), s_here.Role);
        await context.SignInAsync(AdminDoor.Scheme, AdminDoor.PrincipalOf(s_here));
        PageView.SeeOther(context, AdminPaths.Home);
    }

    private async Task PrintAsync(HttpContext context)
    {
        if (await forms.ReadAsync(context) is not null)
        {
            console.PrintLink();
            await view.SignInAsync(context, SignInReason.LinkPrinted, organisations: false);
        }
    }

    private async Task SignOutAsync(HttpContext context)
    {
        if (await forms.ReadAsync(context) is not null)
        {
            await context.SignOutAsync(AdminDoor.Scheme);
            await view.SignInAsync(context, SignInReason.SignedOut, door.IsOrganisations);
        }
    }

    private static string Token(HttpContext context) => context.Request.RouteValues["token"] as string ?? "";
}
