using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using SsprBot.Talk;

namespace SsprBot.Settings;

/// <summary>The web host itself: where it listens, what it is called, and whether it may start at all.</summary>
public static class HostSettings
{
    private const string DemoAddress = "http://localhost:3978";

    /// <summary>Says on the error stream what is wrong with the settings, all at once.</summary>
    public static void Say(IReadOnlyList<string> faults)
    {
        if (faults.Count > 0)
        {
            Console.Error.WriteLine("SsprBot does not start with these settings:");
        }

        foreach (var fault in faults)
        {
            Console.Error.WriteLine($"  - {fault}");
        }
    }

    public static void AddWeb(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Logging.AddQuietWebLogs();
        if (builder.Environment.IsDevelopment() && builder.Configuration["urls"] is null)
        {
            builder.WebHost.UseUrls(DemoAddress);
        }

        builder.Services.AddProxies(builder.Configuration);
        builder.Services.AddOptions<WebSettings>().BindConfiguration("Web");
        builder.Services.AddSingleton(provider => new Places(() => PublicBase(provider.GetRequiredService<IOptions<WebSettings>>(), provider.GetRequiredService<IServer>())));
        builder.Services.AddSingleton<Domain.IAddresses>(provider => provider.GetRequiredService<Places>());
    }

    private static Uri PublicBase(IOptions<WebSettings> settings, IServer server) =>
        settings.Value.PublicBaseUrl ?? new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First().Replace("[::]", "localhost", StringComparison.Ordinal));
}
