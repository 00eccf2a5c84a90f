using Microsoft.Bot.Builder;
using SsprBot.Senders.Twilio;
using SsprBot.Settings;
using SsprBot.Turn;

namespace SsprBot.Channels.Twilio;

/// <summary>Conversations by text, and what comes back from calls.</summary>
public static class TwilioChannelServices
{
    /// <summary>Needs the senders of Twilio; without an account there is nothing to add.</summary>
    public static IServiceCollection AddTwilioChannel(this IServiceCollection services, IConfiguration configuration)
    {
        if (!configuration.GetSection(TwilioSettings.Section).GetChildren().Any())
        {
            return services;
        }

        services.AddSingleton<TwilioDoor>();
        services.AddSingleton<SmsNumbers>();
        services.AddSingleton<IRenderer, SmsRenderer>();
        services.AddSingleton(provider => new SmsAdapter(
            provider.GetRequiredService<TwilioTexts>(),
            provider.GetRequiredService<SmsNumbers>(),
            new TurnQueues(provider.GetRequiredService<TurnLeases>()),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<BotAdapter>(provider => provider.GetRequiredService<SmsAdapter>());
        services.AddSingleton<IWaker>(provider => provider.GetRequiredService<SmsAdapter>());
        services.AddSingleton<SmsDesk>();
        services.AddSingleton<SmsInbox>();
        services.AddHostedService(provider => provider.GetRequiredService<SmsInbox>());
        services.AddSingleton<SmsApi>();
        services.AddSingleton<SmsStatusApi>();
        services.AddSingleton<VoiceApi>();
        return services;
    }

    /// <summary>Serves <c>/api/twilio</c> where there is an account.</summary>
    public static void MapTwilioChannel(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetService<SmsApi>() is not { } texts)
        {
            return;
        }

        // Whom a request speaks for is in its signature.
        var calls = endpoints.ServiceProvider.GetRequiredService<VoiceApi>();
        var all = endpoints.MapGroup("/api/twilio").AllowAnonymous();
        all.MapPost("/sms", texts.TakeAsync);
        all.MapPost("/sms/{id}/status", endpoints.ServiceProvider.GetRequiredService<SmsStatusApi>().NoteAsync);
        all.MapPost("/voice/{call}/{token}", calls.AnswerAsync);
        all.MapPost("/voice/{call}/{token}/keys", calls.TakeKeysAsync);
        all.MapPost("/voice/{call}/{token}/end", calls.EndAsync);
    }
}
