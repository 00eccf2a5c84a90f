using SsprBot.Channels.Azure;
using SsprBot.Channels.DirectLine;
using SsprBot.Channels.Twilio;
using SsprBot.Directories;
using SsprBot.Directories.Demo;
using SsprBot.Doctor;
using SsprBot.Health;
using SsprBot.Pages;
using SsprBot.Pages.Admin;
using SsprBot.Senders;
using SsprBot.Settings;
using SsprBot.Storage;
using SsprBot.Telemetry;
using SsprBot.Tools;
using SsprBot.Turn;

namespace SsprBot;

public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (CommandLine.In(args) is { } line)
        {
            return await line.RunAsync(words => TryBuild(words), Console.Out);
        }

        if (Build(args) is not { } host)
        {
            return 1;
        }

        await host.RunAsync();
        return 0;
    }

    /// <param name="change">What is registered otherwise, such as a clock that a test moves; null for nothing.</param>
    /// <returns>Null when the settings do not allow a start; what is wrong with them was said.</returns>
    public static WebApplication? Build(string[] args, Action<IServiceCollection>? change = null)
    {
        var (host, faults) = TryBuild(args, change);
        HostSettings.Say(faults);
        return host;
    }

    private static (WebApplication? Host, IReadOnlyList<string> Faults) TryBuild(string[] args, Action<IServiceCollection>? change = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        var (policy, policyFaults) = PolicySettings.Read(builder.Configuration);
        var faults = StartCheck.Faults(builder.Configuration, builder.Environment,
        [
            .. policyFaults,
            .. StorageServices.Faults(builder.Configuration),
            .. DirectoryServices.Faults(builder.Configuration, builder.Environment),
            .. SenderServices.Faults(builder.Configuration, builder.Environment),
            .. AdminSettings.Faults(builder.Configuration, builder.Environment.IsDevelopment()),
            .. SwitchServices.Faults(builder.Configuration),
        ]);
        return (faults.Count == 0 ? Build(builder, policy, change) : null, faults);
    }

    private static WebApplication Build(WebApplicationBuilder builder, Domain.Policy policy, Action<IServiceCollection>? change)
    {
        builder.AddWeb();
        builder.Services.AddStorage(builder.Configuration);
        builder.Services.AddDomain(policy);
        builder.Services.AddSwitches(builder.Configuration);
        builder.Services.AddDialogs();
        builder.Services.AddTurns();
        builder.Services.AddDirectLine();
        builder.Services.AddConnector();
        builder.Services.AddTeams();
        builder.Services.AddTwilioChannel(builder.Configuration);
        builder.Services.AddDirectories(builder.Configuration);
        builder.Services.AddSenders(builder.Configuration, builder.Environment);
        builder.Services.AddPages();
        builder.Services.AddSingleton<IActivityLog, ActivityLog>();
        builder.Services.AddAdmin(builder.Configuration, builder.Environment);
        builder.Services.AddHealth();
        builder.Services.AddDoctor();
        builder.Services.AddTelemetry(builder.Configuration);
        change?.Invoke(builder.Services);

        var host = builder.Build();
        host.Services.UseTurns();
        host.Services.UseTeams();
        host.UseProxies();
        host.UsePageHeaders();
        host.MapDirectLine();
        host.MapConnector();
        host.MapTwilioChannel();
        host.MapPages();
        host.MapDemo();
        host.MapAdmin();
        host.MapHealth();
        return host;
    }
}
