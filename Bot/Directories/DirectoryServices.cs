using SsprBot.Directories.Demo;
using SsprBot.Domain;
using SsprBot.Pages.Dev;

namespace SsprBot.Directories;

public static class DirectoryServices
{
    public static IServiceCollection AddDirectories(this IServiceCollection services)
    {
        services.AddSingleton(_ => new SlowHash());
        services.AddSingleton<DemoDirectory>();
        services.AddSingleton<IDirectory>(provider => provider.GetRequiredService<DemoDirectory>());
        services.AddSingleton<IDemoPeople>(provider => provider.GetRequiredService<DemoDirectory>());
        services.AddHostedService<SessionEnder>();
        return services;
    }
}
