using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using SsprBot.Domain;
using SsprBot.Settings;

namespace SsprBot.Pages.Admin;

/// <summary>The organisation's sign-in by OpenID Connect: the authorisation code with PKCE, and of the token only a lasting id and a role are kept.</summary>
internal static class AdminSignIn
{
    public const string Scheme = "admin-sign-in";

    private const string Roles = "roles";
    private const string ReasonField = "reason";

    public static void AddTo(AuthenticationBuilder authentication, SignInSettings settings)
    {
        authentication.AddMicrosoftIdentityWebApp(
            options =>
            {
                options.Instance = settings.Instance.AbsoluteUri;
                options.TenantId = settings.TenantId;
                options.ClientId = settings.ClientId;
                options.ClientSecret = settings.ClientSecret;
                options.CallbackPath = AdminPaths.Callback;
            },
            openIdConnectScheme: Scheme,
            cookieScheme: null);
        authentication.Services.Configure<OpenIdConnectOptions>(Scheme, options => Set(options, settings));
    }

    public static SignInReason ReasonIn(HttpContext context) =>
        context.Request.Query[ReasonField] == nameof(SignInReason.NoRole) ? SignInReason.NoRole : SignInReason.Failed;

    private static void Set(OpenIdConnectOptions options, SignInSettings settings)
    {
        options.SignInScheme = AdminDoor.Scheme;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.SaveTokens = false;
        options.RequireHttpsMetadata = settings.Instance.Scheme == Uri.UriSchemeHttps;

        // One tenant alone: the issuer is the one that its metadata names, and no other.
        options.TokenValidationParameters.IssuerValidator = null;
        options.Scope.Clear();
        options.Scope.Add("openid");
        options.Scope.Add("profile");
        options.NonceCookie.SameSite = options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.NonceCookie.SecurePolicy = options.CorrelationCookie.SecurePolicy =
            options.RequireHttpsMetadata ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        options.Events.OnTicketReceived = received => ReceiveAsync(received, settings);
        options.Events.OnRemoteFailure = failed =>
        {
            LogOf(failed.HttpContext).SignInFailed(failed.Failure?.GetType().Name ?? "refused");
            return LeaveAsync(failed, SignInReason.Failed);
        };
    }

    private static async Task ReceiveAsync(TicketReceivedContext received, SignInSettings settings)
    {
        if (UserOf(received.Principal, settings) is not { } user)
        {
            LogOf(received.HttpContext).WithoutRole(string.Join(", ", received.Principal?.Claims.Select(claim => claim.Type) ?? []));
            await LeaveAsync(received, SignInReason.NoRole);
            return;
        }

        var audit = received.HttpContext.RequestServices.GetRequiredService<AdminLog>();
        await audit.NoteAsync(user, "signed-in", received.HttpContext.RequestAborted, detail: user.Role.ToString());
        LogOf(received.HttpContext).SignedIn(audit.NameOf(user), user.Role);
        received.Principal = AdminDoor.PrincipalOf(user);
        received.Properties = new AuthenticationProperties { RedirectUri = received.ReturnUri };
    }

    /// <summary>Who has both roles is an administrator.</summary>
    private static AdminUser? UserOf(ClaimsPrincipal? principal, SignInSettings settings)
    {
        // By its own name or by the one that the library gives it.
        var roles = principal?.Claims.Where(claim => claim.Type is Roles or ClaimTypes.Role).Select(claim => claim.Value).ToArray() ?? [];
        return principal?.GetObjectId() is not { Length: > 0 } id ? null
            : roles.Contains(settings.AdministratorRole, StringComparer.Ordinal) ? new AdminUser(id, AdminRole.Administrator)
            : roles.Contains(settings.HelpDeskRole, StringComparer.Ordinal) ? new AdminUser(id, AdminRole.HelpDesk)
            : null;
    }

    private static Task LeaveAsync(HandleRequestContext<RemoteAuthenticationOptions> context, SignInReason reason)
    {
        context.Response.Redirect($"{AdminPaths.NotSignedIn}?{ReasonField}={reason}");
        context.HandleResponse();
        return Task.CompletedTask;
    }

    private static ILogger LogOf(HttpContext context) => context.RequestServices.GetRequiredService<ILogger<AdminDoor>>();
}
