using Microsoft.Extensions.Http.Resilience;
using Polly;
using SsprBot.Domain;
using SsprBot.Network;

namespace SsprBot.Directories.Entra;

/// <summary>Entra ID through Microsoft Graph.</summary>
internal sealed class EntraKind : IDirectoryKind
{
    public const string Name = "Entra";

    private const int MostBytes = 8 * 1024 * 1024;

    private static readonly TimeSpan s_oneTry = TimeSpan.FromSeconds(5);

    public IReadOnlyList<string> Limits { get; } =
    [
        "Microsoft Graph lets no application compare or change a password by the current one: people change it, and register what they prove themselves with, on Microsoft's own pages.",
        "Microsoft Graph neither shows nor lifts a smart lockout: it ends by itself, and a new password helps at once.",
        "Authenticator apps that are registered with Microsoft cannot be asked; registered phones and mail addresses can.",
    ];

    // Whom it knows, it is asked several questions about.
    public TimeSpan LookUpStep => TimeSpan.FromSeconds(1);

    public IEnumerable<string> Faults(IConfigurationSection section, IHostEnvironment environment) => EntraFaults.Of(SettingsOf(section), section, environment);

    public void AddTo(IServiceCollection services, string name, IConfigurationSection section)
    {
        var (login, safe, once) = Graph.ClientsOf(name);
        var standIn = SettingsOf(section).StandIn;
        AddClient(services, login, standIn, HttpOutcomes.MayBeRepeated);
        AddClient(services, safe, standIn, HttpOutcomes.MayBeRepeated);
        AddClient(services, once, standIn, HttpOutcomes.WasNotDone);
    }

    public IDirectory Create(IServiceProvider services, string name, IConfigurationSection section)
    {
        var settings = SettingsOf(section);
        var clients = services.GetRequiredService<IHttpClientFactory>();
        var tokens = new EntraTokens(settings, clients, Graph.ClientsOf(name).Login);
        var graph = new Graph(name, settings, clients, tokens, services.GetRequiredService<ILogger<Graph>>());
        var people = new EntraPeople(name, settings, graph, services.GetRequiredService<ILogger<EntraPeople>>());
        return new EntraDirectory(name, people, graph, settings.HybridDirectory, services.GetRequiredService<ILogger<EntraDirectory>>());
    }

    private static EntraSettings SettingsOf(IConfigurationSection section) => section.Get<EntraSettings>() ?? new();

    private static void AddClient(IServiceCollection services, string name, Uri? standIn, Func<Outcome<HttpResponseMessage>, bool> isRepeated)
    {
        var wire = services.AddHttpClient(name, client =>
            {
                client.MaxResponseContentBufferSize = MostBytes;
                client.DefaultRequestHeaders.UserAgent.ParseAdd("SsprBot");
            })
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false })
            .AddHttpMessageHandler(_ => new StandIn(standIn));
        wire.AddResilienceHandler(name, (pipeline, context) =>
        {
            pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
            pipeline
                .AddRetry(new HttpRetryStrategyOptions
                {
                    MaxRetryAttempts = 2,
                    Delay = TimeSpan.FromMilliseconds(250),
                    UseJitter = true,
                    ShouldRetryAfterHeader = true,
                    ShouldHandle = attempt => ValueTask.FromResult(isRepeated(attempt.Outcome)),
                })
                .AddTimeout(s_oneTry);
        });
    }
}
