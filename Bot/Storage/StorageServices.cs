using Microsoft.Bot.Builder;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SsprBot.Domain;
using SsprBot.Settings;

namespace SsprBot.Storage;

public static class StorageServices
{
    /// <summary>Records, audit log, bot state, peppers and key ring, all in the data folder.</summary>
    /// <param name="kept">The types, besides those of the dialogs library, that bot state may hold: what the dialogs hand to each other.</param>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration, params Type[] kept)
    {
        var section = configuration.GetSection(DataSettings.Section);
        services.AddOptions<DataSettings>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<DataSettings>, KeyRingRules>();
        services.AddKeyRing(section.Get<DataSettings>() ?? new DataSettings());

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new DataFolder(
            DataFolder.PathOf(provider.GetRequiredService<IHostEnvironment>(), provider.GetRequiredService<IOptions<DataSettings>>().Value)));
        services.AddSingleton<SqliteFile>();
        services.AddSingleton<SqliteRecords>();
        services.AddSingleton<IRecords>(provider => ActivatorUtilities.CreateInstance<ProtectedRecords>(provider, provider.GetRequiredService<SqliteRecords>()));
        services.AddSingleton<Peppers>();
        services.AddKeyedSingleton(Peppers.Codes, (provider, _) => provider.GetRequiredService<Peppers>().For(Peppers.Codes));
        services.AddKeyedSingleton(Peppers.Audit, (provider, _) => provider.GetRequiredService<Peppers>().For(Peppers.Audit));
        services.AddSingleton<SqliteAuditLog>();
        services.AddSingleton<IAuditLog>(provider => provider.GetRequiredService<SqliteAuditLog>());
        services.AddSingleton<IStorage>(provider => new BotStateStorage(
            provider.GetRequiredService<IRecords>(), provider.GetRequiredKeyedService<Pepper>(Peppers.Codes), kept));
        services.AddHostedService<StorageUpkeep>();
        return services;
    }
}
