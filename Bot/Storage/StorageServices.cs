using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SsprBot.Doctor;
using SsprBot.Domain;
using SsprBot.Settings;
using SsprBot.Storage.Blobs;
using SsprBot.Telemetry;

namespace SsprBot.Storage;

public static class StorageServices
{
    /// <summary>What keeps records from being kept: one sentence for each fault.</summary>
    public static IReadOnlyList<string> Faults(IConfiguration configuration) => StorageFaults.Of(configuration);

    /// <summary>Records, audit log, peppers and key ring where the settings say.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(DataSettings.Section);
        services.AddOptions<DataSettings>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<DataSettings>, KeyRingRules>();
        var storage = configuration.GetSection(StorageSettings.Section).Get<StorageSettings>() ?? new StorageSettings();
        services.AddKeyRing(section.Get<DataSettings>() ?? new DataSettings(), storage);

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new DataFolder(
            DataFolder.PathOf(provider.GetRequiredService<IHostEnvironment>(), provider.GetRequiredService<IOptions<DataSettings>>().Value)));
        services.AddRecords(storage);
        services.AddSingleton<IRecords>(provider => new ProtectedRecords(
            provider.GetRequiredService<IStoredRecords>(), provider.GetRequiredService<IDataProtectionProvider>()));
        services.AddSingleton<Peppers>();
        services.AddKeyedSingleton(Peppers.Codes, (provider, _) => provider.GetRequiredService<Peppers>().For(Peppers.Codes));
        services.AddKeyedSingleton(Peppers.Answers, (provider, _) => provider.GetRequiredService<Peppers>().For(Peppers.Answers));
        services.AddKeyedSingleton(Peppers.Audit, (provider, _) => provider.GetRequiredService<Peppers>().For(Peppers.Audit));
        services.AddSingleton<IAuditLog>(provider => new CountedAuditLog(provider.GetRequiredService<IStoredAuditLog>()));
        services.AddSingleton<IAuditReader>(provider => provider.GetRequiredService<IStoredAuditLog>());
        services.AddHostedService<StorageUpkeep>();
        return services;
    }

    private static void AddRecords(this IServiceCollection services, StorageSettings settings)
    {
        services.AddSingleton(settings);
        if (settings.Kind is StorageKind.Blobs)
        {
            services.AddSingleton(provider => new BlobContainer(settings.Blobs, provider.GetRequiredService<ILogger<BlobContainer>>()));
            services.AddSingleton<IStoredRecords, BlobRecords>();
            services.AddSingleton(provider => new AuditParts(
                new BlobContainer(settings.Blobs, provider.GetRequiredService<ILogger<BlobContainer>>(), settings.Blobs.ActualAuditContainer)));
            services.AddSingleton<BlobAuditLog>();
            services.AddSingleton<IStoredAuditLog>(provider => provider.GetRequiredService<BlobAuditLog>());
            services.AddSingleton<IOtherClock>(provider => provider.GetRequiredService<BlobContainer>());
            services.AddSingleton<BlobStart>();
            services.AddHostedService(provider => provider.GetRequiredService<BlobStart>());
        }
        else
        {
            services.AddSingleton<SqliteFile>();
            services.AddSingleton<FleetingFile>();
            services.AddSingleton<IStoredRecords, SqliteRecords>();
            services.AddSingleton<SqliteAuditLog>();
            services.AddSingleton<IStoredAuditLog>(provider => provider.GetRequiredService<SqliteAuditLog>());
        }
    }
}
