using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using SsprBot.Domain;
using SsprBot.Pages.Dev;
using SsprBot.Settings;

namespace SsprBot.Pages.Admin;

/// <summary>Lets into the admin area whoever is signed in and has the right.</summary>
internal sealed class AdminDoor(AdminView view, AdminLog audit, AdminSettings settings, ILogger<AdminDoor> log)
{
    /// <summary>The authentication scheme of the area's cookie.</summary>
    public const string Scheme = "admin";

    private const string Role = "role";
    private const string Id = "id";

    /// <summary>The organisation's sign-in is set; otherwise there is the one-time link, on this machine.</summary>
    public bool IsOrganisations => settings.SignIn.IsSet;

    public RequestDelegate For(AdminRight right, Func<HttpContext, AdminUser, Task> show) => Outside(async context =>
    {
        var ticket = await context.AuthenticateAsync(Scheme);
        if (UserOf(ticket.Principal) is not { } user)
        {
            await view.SignInAsync(context, ticket.Failure is null ? SignInReason.NotSignedIn : SignInReason.Expired, IsOrganisations);
        }
        else if (!user.May(right))
        {
            await audit.NoteAsync(user, "refused", context.RequestAborted, detail: right.ToString());
            await view.NoRightAsync(context, user);
        }
        else
        {
            log.Opened(audit.NameOf(user), right);
            await show(context, user);
        }
    });

    /// <summary>For what anybody may see who can reach the area.</summary>
    public RequestDelegate Outside(RequestDelegate show) => IsOrganisations ? show : LoopbackOnly.Guard(show);

    public static ClaimsPrincipal PrincipalOf(AdminUser user) =>
        new(new ClaimsIdentity([new Claim(Id, user.Id), new Claim(Role, user.Role.ToString())], Scheme, Id, Role));

    private static AdminUser? UserOf(ClaimsPrincipal? principal) =>
        principal?.FindFirstValue(Id) is { Length: > 0 } id && Enum.TryParse<AdminRole>(principal.FindFirstValue(Role), out var role) ? new AdminUser(id, role) : null;
}
