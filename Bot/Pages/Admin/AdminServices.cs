using SsprBot.Settings;

namespace SsprBot.Pages.Admin;

/// <summary>The admin area at <c>/admin</c>.</summary>
public static class AdminServices
{
    /// <summary>Needs the domain's services, the pages, and an <see cref="IActivityLog"/>.</summary>
    public static IServiceCollection AddAdmin(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var settings = AdminSettings.Of(configuration);
        if (!IsOn(settings, environment))
        {
            return services;
        }

        // The area looks for its cookie itself; no request to anything else does.
        AppContext.SetSwitch("Microsoft.AspNetCore.Authentication.SuppressAutoDefaultScheme", true);
        services.AddSingleton(settings);
        var authentication = services.AddAuthentication().AddCookie(AdminDoor.Scheme, cookie =>
        {
            cookie.Cookie.Name = environment.IsDevelopment() ? AdminDoor.Scheme : $"__Host-{AdminDoor.Scheme}";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.Path = "/";
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.Cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            cookie.ExpireTimeSpan = settings.SessionLifetime;
            cookie.SlidingExpiration = false;
        });
        if (settings.SignIn.IsSet)
        {
            AdminSignIn.AddTo(authentication, settings.SignIn);
        }

        services.AddSingleton<AdminForms>();
        services.AddSingleton<AdminView>();
        services.AddSingleton<AdminDoor>();
        services.AddSingleton<AdminLink>();
        services.AddSingleton<AdminConsole>();
        services.AddSingleton<AdminEntry>();
        services.AddSingleton<ActivityPage>();
        services.AddSingleton<ActivityExport>();
        services.AddSingleton<ChartsPage>();
        services.AddSingleton<CoveragePage>();
        services.AddSingleton<HeldBackPage>();
        services.AddSingleton<PolicyPage>();
        services.AddSingleton<WhatIfPage>();
        services.AddSingleton<SwitchesPage>();
        services.AddSingleton<VerificationPage>();
        return services;
    }

    /// <summary>Nothing where the area is off: outside Development it needs the organisation's sign-in.</summary>
    public static void MapAdmin(this WebApplication app)
    {
        var settings = AdminSettings.Of(app.Configuration);
        if (!IsOn(settings, app.Environment))
        {
            return;
        }

        app.UseAuthentication();
        var pages = app.MapGroup("").AllowAnonymous();
        if (settings.Hosts.Count > 0)
        {
            pages.RequireHost([.. settings.Hosts]);
        }

        app.Services.GetRequiredService<AdminEntry>().Map(pages);
        app.Services.GetRequiredService<ActivityPage>().Map(pages);
        app.Services.GetRequiredService<ActivityExport>().Map(pages);
        app.Services.GetRequiredService<ChartsPage>().Map(pages);
        app.Services.GetRequiredService<CoveragePage>().Map(pages);
        app.Services.GetRequiredService<HeldBackPage>().Map(pages);
        app.Services.GetRequiredService<PolicyPage>().Map(pages);
        app.Services.GetRequiredService<WhatIfPage>().Map(pages);
        app.Services.GetRequiredService<SwitchesPage>().Map(pages);
        app.Services.GetRequiredService<VerificationPage>().Map(pages);
        if (!settings.SignIn.IsSet)
        {
            app.Lifetime.ApplicationStarted.Register(app.Services.GetRequiredService<AdminConsole>().PrintLink);
        }
    }

    private static bool IsOn(AdminSettings settings, IHostEnvironment environment) => settings.SignIn.IsSet || environment.IsDevelopment();
}
