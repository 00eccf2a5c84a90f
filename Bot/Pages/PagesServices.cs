using SsprBot.Pages.Dev;

namespace SsprBot.Pages;

/// <summary>What people see in a browser.</summary>
public static class PagesServices
{
    /// <summary>Needs the domain's services and the Direct Line's tokens.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddSingleton<PageAssets>();
        services.AddSingleton<PageView>();
        services.AddSingleton<PageCookies>();
        services.AddSingleton<PageSessions>();
        services.AddSingleton<OwnPage>();
        services.AddSingleton<OwnForms>();
        services.AddSingleton<FormSeal>();
        services.AddSingleton<ChatPage>();
        services.AddSingleton<ChatTokens>();
        services.AddSingleton<LinkPage>();
        services.AddSingleton<NotMePage>();
        services.AddSingleton<PrivacyPage>();
        services.AddSingleton<OverlayPage>();
        services.AddSingleton<TeamsPage>();
        services.AddSingleton<PasswordView>();
        services.AddSingleton<PasswordDeeds>();
        services.AddSingleton<PasswordPage>();
        services.AddSingleton<AppPage>();
        services.AddSingleton<CaptchaPage>();
        services.AddSingleton<DevView>();
        services.AddSingleton<CallKeys>();
        services.AddSingleton<DevPages>();
        return services;
    }

    /// <summary>The chat at <c>/</c>, the secure page behind <c>/r/…</c>, and what belongs to them. Whom a request speaks for is in its link, cookie or token.</summary>
    public static IEndpointConventionBuilder MapPages(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var pages = endpoints.MapGroup("").AllowAnonymous();
        services.GetRequiredService<PageAssets>().Map(pages);
        services.GetRequiredService<ChatPage>().Map(pages);
        services.GetRequiredService<ChatTokens>().Map(pages);
        services.GetRequiredService<LinkPage>().Map(pages);
        services.GetRequiredService<NotMePage>().Map(pages);
        services.GetRequiredService<PrivacyPage>().Map(pages);
        services.GetRequiredService<OverlayPage>().Map(pages);
        services.GetRequiredService<TeamsPage>().Map(pages);
        services.GetRequiredService<PasswordPage>().Map(pages);
        services.GetRequiredService<AppPage>().Map(pages);
        services.GetRequiredService<CaptchaPage>().Map(pages);
        return pages;
    }

    /// <summary>The developer's pages under <c>/dev</c>. Call it in Development only; they answer this machine alone.</summary>
    public static IEndpointConventionBuilder MapDevPages(this IEndpointRouteBuilder endpoints)
    {
        var pages = endpoints.MapGroup("/dev").AllowAnonymous();
        endpoints.ServiceProvider.GetRequiredService<DevPages>().Map(pages);
        return pages;
    }

    /// <summary>Comes first: the headers of every answer, and kind words for errors that have none.</summary>
    public static IApplicationBuilder UsePageHeaders(this IApplicationBuilder app)
    {
        var view = app.ApplicationServices.GetRequiredService<PageView>();
        app.Use(PageHeaders.SetAsync);
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            AllowStatusCode404Response = true,
            ExceptionHandler = context => ErrorPages.WriteAsync(view, context),
            StatusCodeSelector = accident => accident is BadHttpRequestException refusal ? refusal.StatusCode : StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePages(status => ErrorPages.WriteAsync(view, status.HttpContext));
        return app;
    }
}
