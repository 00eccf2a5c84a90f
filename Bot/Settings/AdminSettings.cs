using SsprBot.Domain;

namespace SsprBot.Settings;

/// <summary>Who may come to the admin area, and how. Section <c>Admin</c>.</summary>
public sealed class AdminSettings
{
    public const string Section = "Admin";

    /// <summary>The host names that the area answers to, such as <c>admin.reset.contoso.com</c>; empty for every name that the host has.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>How long somebody stays signed in.</summary>
    public TimeSpan SessionLifetime { get; init; } = TimeSpan.FromHours(1);

    public SignInSettings SignIn { get; init; } = new();

    public static AdminSettings Of(IConfiguration configuration) => configuration.GetSection(Section).Get<AdminSettings>() ?? new AdminSettings();

    /// <summary>One sentence for each fault.</summary>
    public static IReadOnlyList<string> Faults(IConfiguration configuration, bool isDevelopment)
    {
        var settings = Of(configuration);
        return
        [
            .. Problem.Unless(settings.SessionLifetime >= TimeSpan.FromMinutes(5) && settings.SessionLifetime <= TimeSpan.FromHours(12), $"{Section}:{nameof(SessionLifetime)} must be 5 minutes to 12 hours."),
            .. settings.Hosts.Where(host => Uri.CheckHostName(host) is UriHostNameType.Unknown).Select(host => $"{Section}:{nameof(Hosts)}: {host} is no host name."),
            .. settings.SignIn.IsSet ? settings.SignIn.Faults(isDevelopment) : [],
        ];
    }
}

/// <summary>The organisation's sign-in by OpenID Connect: an app registration in Entra ID with two app roles. Section <c>Admin:SignIn</c>.</summary>
public sealed class SignInSettings
{
    private const string Section = AdminSettings.Section + ":" + nameof(AdminSettings.SignIn);

    /// <summary>Where Entra ID is.</summary>
    public Uri Instance { get; init; } = new("https://login.microsoftonline.com/");

    /// <summary>The tenant: a GUID.</summary>
    public string TenantId { get; init; } = "";

    /// <summary>The app registration: a GUID.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>The app registration's secret.</summary>
    public string ClientSecret { get; init; } = "";

    /// <summary>The app role of administrators.</summary>
    public string AdministratorRole { get; init; } = "SsprBot.Admin";

    /// <summary>The app role of the help desk.</summary>
    public string HelpDeskRole { get; init; } = "SsprBot.HelpDesk";

    /// <summary>Anything is set: then the one-time link is off.</summary>
    public bool IsSet => TenantId.Length > 0 || ClientId.Length > 0 || ClientSecret.Length > 0;

    internal IEnumerable<string> Faults(bool isDevelopment) =>
    [
        .. Problem.Unless(Guid.TryParseExact(TenantId, "D", out _), $"{Section}:{nameof(TenantId)} must be a GUID."),
        .. Problem.Unless(Guid.TryParseExact(ClientId, "D", out _), $"{Section}:{nameof(ClientId)} must be a GUID."),
        .. Problem.Unless(ClientSecret.Length > 0, $"{Section}:{nameof(ClientSecret)} is missing."),
        .. Problem.Unless(AdministratorRole.Length > 0 && HelpDeskRole.Length > 0 && AdministratorRole != HelpDeskRole, $"{Section}: {nameof(AdministratorRole)} and {nameof(HelpDeskRole)} must be two roles."),
        .. Problem.Unless(Instance.IsAbsoluteUri && (Instance.Scheme == Uri.UriSchemeHttps || (isDevelopment && IsHere(Instance))), $"{Section}:{nameof(Instance)} must be an https address."),
    ];

    private static bool IsHere(Uri address) =>
        address.Scheme == Uri.UriSchemeHttp && address.IsLoopback;
}
