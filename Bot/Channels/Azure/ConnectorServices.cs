using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Bot.Builder;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using SsprBot.Pages.Dev;
using SsprBot.Settings;
using SsprBot.Turn;

namespace SsprBot.Channels.Azure;

/// <summary>The Bot Connector: Teams and the other channels of Azure Bot Service.</summary>
public static class ConnectorServices
{
    private const string Path = "/api/messages";
    private const int AtOnce = 50;
    private const int Queued = 100;

    public static IServiceCollection AddConnector(this IServiceCollection services)
    {
        services.AddOptions<BotRegistration>().BindConfiguration("");
        services.AddOptions<ConnectorSettings>().BindConfiguration(ConnectorSettings.Section);
        services.AddRateLimiter(_ => { });
        services.AddSingleton<ServiceHosts>();
        services.AddSingleton<PublicConnections>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<ConnectorTokens>();
        services.AddSingleton<ConnectorRules>();
        services.AddSingleton<BotTokens>();
        services.AddSingleton<ConnectorClients>();
        services.AddSingleton<ConnectorAuthentication>();
        services.AddSingleton<TeamsPeople>();
        services.AddSingleton<Visitors>();
        services.AddSingleton<ConnectorApi>();
        services.AddSingleton(provider => new ConnectorAdapter(
            provider.GetRequiredService<ConnectorAuthentication>(),
            provider.GetRequiredService<Visitors>(),
            provider.GetRequiredService<Duplicates>(),
            new TurnQueues(provider.GetRequiredService<TurnLeases>()),
            provider.GetRequiredService<IOptions<BotRegistration>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ConnectorAdapter>>()));
        services.AddSingleton<BotAdapter>(provider => provider.GetRequiredService<ConnectorAdapter>());
        services.AddSingleton<IWaker>(provider => provider.GetRequiredService<ConnectorAdapter>());
        AddClients(services);
        return services;
    }

    /// <summary>Serves <c>/api/messages</c>, unless there is nobody who might call.</summary>
    public static void MapConnector(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.ServiceProvider.GetRequiredService<ConnectorApi>();
        if (api.Access is ConnectorAccess.Off)
        {
            return;
        }

        var requests = endpoints.CreateApplicationBuilder().UseRateLimiter(new RateLimiterOptions
        {
            RejectionStatusCode = StatusCodes.Status429TooManyRequests,
            GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(_ => RateLimitPartition.GetConcurrencyLimiter(
                Path, _ => new ConcurrencyLimiterOptions { PermitLimit = AtOnce, QueueLimit = Queued })),
        });
        requests.Run(api.Access is ConnectorAccess.ThisMachine ? LoopbackOnly.Guard(api.PostAsync) : api.PostAsync);
        endpoints.MapPost(Path, requests.Build()).AllowAnonymous();
    }

    private static void AddClients(IServiceCollection services)
    {
        // The addresses of members and conversations are personal: these clients log nothing.
        services.AddLogging(logging => logging.AddFilter("Polly", LogLevel.Warning));
        services.AddHttpClient(SigningKeys.Client, Patient).RemoveAllLoggers().ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.AddHttpClient(BotTokens.Client, Patient).RemoveAllLoggers().ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.AddHttpClient(ConnectorClients.Client, client => client.MaxResponseContentBufferSize = 1024 * 1024)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(provider => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                ConnectCallback = provider.GetRequiredService<PublicConnections>().ConnectAsync,
            })
            .AddResilienceHandler(ConnectorClients.Client, (calls, context) =>
                AddPatience(calls, context.ServiceProvider.GetRequiredService<IOptions<ConnectorSettings>>().Value.RequestLimit));
    }

    private static void Patient(HttpClient client)
    {
        client.Timeout = TimeSpan.FromSeconds(10);
        client.MaxResponseContentBufferSize = 1024 * 1024;
    }

    // Retries what the channel asks to be retried (429 and its Retry-After), its own failures and what gets no answer. An answer that comes after the
    // limit of the request helps nobody, and one try leaves time for another.
    private static void AddPatience(ResiliencePipelineBuilder<HttpResponseMessage> calls, TimeSpan limit) => calls
        .AddTimeout(limit)
        .AddRetry(new HttpRetryStrategyOptions { MaxRetryAttempts = 3, Delay = TimeSpan.FromMilliseconds(500), BackoffType = DelayBackoffType.Exponential, UseJitter = true })
        .AddTimeout(limit * 0.4);
}
