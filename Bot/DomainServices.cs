using Microsoft.Bot.Builder;
using SsprBot.Channels.Azure;
using Microsoft.Extensions.Options;
using SsprBot.Domain;
using SsprBot.Settings;
using SsprBot.Storage;
using SsprBot.Talk;

namespace SsprBot;

/// <summary>The domain and the dialogs: what is true, and what is said.</summary>
public static class DomainServices
{
    public static IServiceCollection AddDomain(this IServiceCollection services, Policy policy)
    {
        services.AddOptions<OrganisationSettings>().BindConfiguration("Organisation").ValidateDataAnnotations()
            .Validate(settings => !WhiteText.IsFaintOn(settings.Accent), "Organisation:Accent is too light for white text: choose a darker colour, with a contrast to white of at least 4.5:1.")
            .Validate(settings => settings.TimeZone.Length == 0 || TimeZoneInfo.TryFindSystemTimeZoneById(settings.TimeZone, out _), "Organisation:TimeZone is no time zone that this machine knows.")
            .Validate(settings => settings.HelpDeskLink is null or { IsAbsoluteUri: true, Scheme: "https" }, "Organisation:HelpDeskLink must be an https address.")
            .ValidateOnStart();
        services.AddSingleton(policy);
        services.AddSingleton(provider => Of(provider.GetRequiredService<IOptions<OrganisationSettings>>().Value));
        services.AddSingleton(provider => new Vault(
            provider.GetRequiredService<IRecords>(),
            provider.GetRequiredKeyedService<Pepper>(Peppers.Codes),
            provider.GetRequiredService<IAuditLog>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(_ => new PasswordRules(policy.Passwords));
        services.AddSingleton<Switches>();
        services.AddSingleton<People>();
        services.AddSingleton<BotChecks>();
        services.AddSingleton<DirectoryReturn>();
        services.AddSingleton<Identification>();
        services.AddSingleton<Vigilance>();
        services.AddSingleton<FailedTries>();
        services.AddSingleton<Budget>();
        services.AddSingleton<Gatekeeper>();
        services.AddSingleton<Challenges>();
        services.AddSingleton<OneTimeCodes>();
        services.AddSingleton<Authenticator>();
        services.AddSingleton<AppRegistration>();
        services.AddSingleton(provider => new Answers(provider.GetRequiredKeyedService<Pepper>(Peppers.Answers)));
        services.AddSingleton(provider => new Bulkhead(Environment.ProcessorCount, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SecurityQuestions>();
        services.AddSingleton<PhoneDenial>();
        services.AddSingleton<DeliveryFailures>();
        services.AddSingleton<TextedCodes>();
        services.AddSingleton<TextDenial>();
        services.AddSingleton<Calls>();
        services.AddSingleton<Dialling>();
        services.AddSingleton<PasswordLink>();
        services.AddSingleton<ResetWatch>();
        services.AddSingleton<Deeds>();
        services.AddSingleton<PasswordReset>();
        services.AddSingleton<DenialLinks>();
        services.AddSingleton<SessionEnding>();
        services.AddSingleton<Denial>();
        services.AddSingleton<AdministratorMail>();
        services.AddSingleton<CurrentPassword>();
        services.AddSingleton<PasswordChange>();
        services.AddSingleton<Unlocking>();
        services.AddSingleton<Notices>();
        services.AddSingleton<Registrar>();
        services.AddSingleton<Enrolling>();
        services.AddSingleton<AnswerEnrolling>();
        services.AddSingleton<AdminContact>();
        services.AddSingleton<Visits>();
        services.AddSingleton<AdminLog>();
        services.AddSingleton<Throttles>();
        services.AddSingleton<Releasing>();
        services.AddSingleton<Survey>();
        services.AddSingleton<WhatIf>();
        return services;
    }

    public static IServiceCollection AddDialogs(this IServiceCollection services)
    {
        services.AddSingleton<IStorage>(provider => new BotStateStorage(
            provider.GetRequiredService<IRecords>(),
            provider.GetRequiredKeyedService<Pepper>(Peppers.Codes),
            [typeof(Visit), typeof(Gate), typeof(WantedContact), typeof(QuestionChoice), typeof(Talk.Thread), typeof(OpenCards)],
            provider.GetRequiredService<StorageSettings>().IsShared ? null : new OpenStates(provider.GetRequiredService<TimeProvider>())));
        services.AddSingleton<ConversationState, WrittenState>();
        services.AddSingleton<Threads>();
        services.AddSingleton<Desk>();
        services.AddSingleton<IdentifyDialog>();
        services.AddSingleton<GateDialog, CodeDialog>();
        services.AddSingleton<GateDialog, AuthenticatorDialog>();
        services.AddSingleton<GateDialog, QuestionsDialog>();
        services.AddSingleton<GateDialog, CallDialog>();
        services.AddSingleton<VerifyDialog>();
        services.AddSingleton<UnlockDialog>();
        services.AddSingleton<ChangeDialog>();
        services.AddSingleton<NewPasswordDialog>();
        services.AddSingleton<ContactDialog>();
        services.AddSingleton<AnswersDialog>();
        services.AddSingleton<RemoveDialog>();
        services.AddSingleton<RegisterPageDialog>();
        services.AddSingleton<RecoveryOptionsDialog>();
        services.AddSingleton<RegisterDialog>();
        services.AddSingleton<Nudge>();
        services.AddSingleton<Interruptions>();
        services.AddSingleton<RootDialog>();
        return services;
    }

    private static Organisation Of(OrganisationSettings settings) =>
        new(settings.Name, new HelpDesk(settings.HelpDeskLink, settings.HelpDeskMail, settings.HelpDeskPhone), settings.Administrators)
        {
            Region = settings.Region is { Length: > 0 } region ? region : null,
            TimeZone = settings.TimeZone is { Length: > 0 } zone ? TimeZoneInfo.FindSystemTimeZoneById(zone) : TimeZoneInfo.Utc,
        };
}
