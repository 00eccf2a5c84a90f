using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Bot.Builder;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SsprBot.Settings;
using SsprBot.Turn;

namespace SsprBot.Channels.DirectLine;

/// <summary>A Direct Line of our own, for the web chat.</summary>
public static class DirectLineServices
{
    private const int KiB = 1024;

    /// <summary>Needs <c>IRecords</c>, the <c>Pepper</c> keyed <c>codes</c> and an <c>IBot</c>.</summary>
    public static IServiceCollection AddDirectLine(this IServiceCollection services)
    {
        services.AddOptions<DirectLineSettings>().BindConfiguration("DirectLine").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<DirectLineSettings>>((kestrel, settings) => Limit(kestrel.Limits, settings.Value));

        // The host's own line about each request has the ticket of a stream in it.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<DirectLineTokens>();
        services.AddSingleton<Conversations>();
        services.AddSingleton<Crowd>();
        services.AddSingleton<ConversationLog>();
        services.AddSingleton<StreamTickets>();
        services.AddSharedTurns();
        services.AddSingleton<AddressLimits>();
        services.AddSingleton<Origins>();
        services.AddSingleton<Door>();
        services.AddSingleton<DirectLineApi>();
        services.AddSingleton<StreamApi>();
        services.AddSingleton<IRenderer, WebChatRenderer>();
        services.AddSingleton(provider => new DirectLineAdapter(
            provider.GetRequiredService<Conversations>(),
            provider.GetRequiredService<Crowd>(),
            provider.GetRequiredService<ConversationLog>(),
            provider.GetRequiredService<SharedTurns>(),
            provider.GetRequiredService<IOptions<DirectLineSettings>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<DirectLineAdapter>>()));
        services.AddSingleton<BotAdapter>(provider => provider.GetRequiredService<DirectLineAdapter>());
        services.AddSingleton<IWaker>(provider => provider.GetRequiredService<DirectLineAdapter>());
        return services;
    }

    /// <summary>Serves <c>/v3/directline</c>, where clients of Direct Line look for it, and <c>/directline</c>.</summary>
    public static IEndpointConventionBuilder MapDirectLine(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var api = services.GetRequiredService<DirectLineApi>();
        var stream = services.GetRequiredService<StreamApi>();
        var door = services.GetRequiredService<Door>();
        var sockets = endpoints.CreateApplicationBuilder().UseWebSockets();
        sockets.Run(door.Open(stream.RunAsync));
        var streaming = sockets.Build();

        // Whom a request speaks for is in its own token.
        var all = endpoints.MapGroup("").AllowAnonymous();
        foreach (var prefix in (string[])["/v3/directline", "/directline"])
        {
            var chat = all.MapGroup(prefix);
            chat.MapPost("/tokens/generate", door.Open(api.GenerateAsync));
            chat.MapPost("/tokens/refresh", door.WithToken(api.RefreshAsync));
            chat.MapPost("/conversations", door.WithToken(api.StartAsync));
            chat.MapGet("/conversations/{id}", door.WithToken(api.ResumeAsync));
            chat.MapPost("/conversations/{id}/activities", door.WithToken(api.PostAsync));
            chat.MapGet("/conversations/{id}/activities", door.WithToken(api.PollAsync));
            chat.MapPost("/conversations/{id}/upload", door.WithToken(DirectLineApi.UploadAsync));

            // Over HTTP/2 a WebSocket begins with CONNECT (RFC 8441).
            chat.MapMethods("/conversations/{id}/stream", [HttpMethods.Get, HttpMethods.Connect], streaming);
            chat.MapMethods("/{**path}", [HttpMethods.Options], door.Preflight);
        }

        return all;
    }

    private static void AddSharedTurns(this IServiceCollection services)
    {
        services.TryAddSingleton<StorageSettings>();
        services.AddOptions<RedisSettings>().BindConfiguration(RedisSettings.Section);
        services.AddSingleton<ITurnNews>(provider => provider.GetRequiredService<IOptions<RedisSettings>>().Value is { ConnectionString.Length: > 0 } redis
            ? new RedisNews(redis, provider.GetRequiredService<ILogger<RedisNews>>())
            : new NoNews());
        services.AddSingleton<SharedTurns>();
        services.AddHostedService<StreamWatch>();
    }

    private static void Limit(KestrelServerLimits limits, DirectLineSettings settings)
    {
        limits.MaxConcurrentConnections = settings.Connections;
        limits.MaxConcurrentUpgradedConnections = settings.Connections;
        limits.MaxRequestHeadersTotalSize = 16 * KiB;
        limits.MaxRequestHeaderCount = 64;
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
    }
}
