using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SsprBot.Domain;
using SsprBot.Settings;

namespace SsprBot.Storage;

public static class StorageServices
{
    /// <summary>Records, audit log, peppers and key ring, all in the data folder.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(DataSettings.Section);
        services.AddOptions<DataSettings>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<DataSettings>, KeyRingRules>();
        services.AddKeyRing(section.Get<DataSettings>() ?? new DataSettings());

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new DataFolder(
            DataFolder.PathOf(provider.GetRequiredService<IHostEnvironment>(), provider.GetRequiredService<IOptions<DataSettings>>().Value)));
        services.AddSingleton<SqliteFile>();
        services.AddSingleton<FleetingFile>();
        services.AddSingleton<SqliteRecords>();
        services.AddSingleton<IRecords>(provider => new ProtectedRecords(
            provider.GetRequiredService<SqliteRecords>(), provider.GetRequiredService<IDataProtectionProvider>()));
        services.AddSingleton<Peppers>();
        services.AddKeyedSingleton(Peppers.Codes, (provider, _) => provider.GetRequiredService<Peppers>().For(Peppers.Codes));
        services.AddKeyedSingleton(Peppers.Answers, (provider, _) => provider.GetRequiredService<Peppers>().For(Peppers.Answers));
        services.AddKeyedSingleton(Peppers.Audit, (provider, _) => provider.GetRequiredService<Peppers>().For(Peppers.Audit));
        services.AddSingleton<SqliteAuditLog>();
        services.AddSingleton<IAuditLog>(provider => provider.GetRequiredService<SqliteAuditLog>());
        services.AddHostedService<StorageUpkeep>();
        return services;
    }
}
