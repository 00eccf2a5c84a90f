using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using SsprBot.Network;
using SsprBot.Settings;

namespace SsprBot.Senders.Twilio;

internal static class TwilioServices
{
    private static readonly TimeSpan Whole = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan OneTry = TimeSpan.FromSeconds(10);

    /// <summary>Texts and calls by Twilio.</summary>
    public static IServiceCollection AddTwilio(this IServiceCollection services)
    {
        services.AddOptions<TwilioSettings>().BindConfiguration(TwilioSettings.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<TwilioSettings>, TwilioRules>();
        services.AddWire(TwilioAccount.Texts, HttpOutcomes.MayBeRepeated);
        services.AddWire(TwilioAccount.Calls, HttpOutcomes.WasNotDone);
        services.AddSingleton<TwilioAccount>();
        services.AddSingleton<TwilioTexts>();
        services.AddSingleton<CallMarkup>();
        services.AddSingleton<ISender, TwilioSms>();
        services.AddSingleton<ISender, TwilioCall>();
        return services;
    }

    private static void AddWire(this IServiceCollection services, string name, Func<Outcome<HttpResponseMessage>, bool> isRepeated)
    {
        var wire = services.AddHttpClient(name, client => client.DefaultRequestHeaders.UserAgent.ParseAdd("SsprBot"))
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false })
            .AddHttpMessageHandler(provider => new StandIn(provider.GetRequiredService<IOptions<TwilioSettings>>().Value.ApiBase));
        wire.AddResilienceHandler(name, (pipeline, context) =>
        {
            pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
            pipeline
                .AddTimeout(Whole)
                .AddRetry(new HttpRetryStrategyOptions
                {
                    Delay = TimeSpan.FromSeconds(1),
                    UseJitter = true,
                    ShouldRetryAfterHeader = true,
                    ShouldHandle = attempt => ValueTask.FromResult(isRepeated(attempt.Outcome)),
                })
                .AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions { MinimumThroughput = 10, FailureRatio = 0.5, BreakDuration = Whole })
                .AddTimeout(OneTry);
        });
    }
}
