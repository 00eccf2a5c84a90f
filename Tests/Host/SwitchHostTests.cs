using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SsprBot.Abuse;
using SsprBot.Domain;
using Xunit;

namespace SsprBot.Host;

/// <summary>What is switched off on the whole host: by its settings while it runs, and by an administrator.</summary>
public sealed class SwitchHostTests
{
    private const string Off = "Password help is switched off for the moment. A person can help you.";

    [Fact]
    [Rule("D-100")]
    public async Task A_setting_that_is_edited_holds_within_five_seconds()
    {
        await using var host = await InProcessHost.StartAsync("--Policy:BotCheck=None");
        using var http = new HttpClient { BaseAddress = host.Address };
        var begun = await ChatPerson.StartAsync(http);
        await begun.SayAsync("I forgot my password");
        var settings = host.Services.GetRequiredService<IConfiguration>();

        settings["Switches:Off:0"] = "channel:directline";
        await UntilAsync(host, "channel:directline", isOff: true);

        Assert.StartsWith(Off, await begun.SayAsync("anna.lima@contoso.test"), StringComparison.Ordinal);
        Assert.Contains((await ChatPerson.StartAsync(http)).Shown, shown => shown.Contains(Off, StringComparison.Ordinal));

        settings["Switches:Off:0"] = null;
        await UntilAsync(host, "channel:directline", isOff: false);
        Assert.DoesNotContain(Off, await begun.SayAsync("I forgot my password"), StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-100")]
    public async Task A_directory_that_is_off_is_as_one_that_is_down()
    {
        await using var host = await InProcessHost.StartAsync("--Policy:BotCheck=None");
        using var http = new HttpClient { BaseAddress = host.Address };
        await host.Services.GetRequiredService<Switching>().FlipAsync(new AdminUser("administrator", AdminRole.Administrator), "directory:demo", off: true, default);
        var person = await ChatPerson.StartAsync(http);
        await person.SayAsync("I forgot my password");

        var answer = await person.SayAsync("anna.lima@contoso.test");

        Assert.StartsWith("The directory does not answer at the moment.", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_switch_that_there_is_not_keeps_the_host_from_starting()
    {
        var (exitCode, output) = await BotProcess.RunAsync(settings: [("Switches__Off__0", "channel:smoke"), ("Admin__SignIn__ClientId", "nobody")]);

        Assert.Equal(1, exitCode);
        Assert.Contains("Switches:Off: there is no switch channel:smoke. There are all, channel:directline, channel:msteams, channel:sms, method:email-code,", output, StringComparison.Ordinal);
        Assert.Contains("Admin:SignIn:TenantId must be a GUID.", output, StringComparison.Ordinal);
        Assert.Contains("Admin:SignIn:ClientId must be a GUID.", output, StringComparison.Ordinal);
        Assert.Contains("Admin:SignIn:ClientSecret is missing.", output, StringComparison.Ordinal);
    }

    private static async Task UntilAsync(InProcessHost host, string name, bool isOff)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        while (host.Services.GetRequiredService<Switches>().IsOff(name) != isOff)
        {
            await Task.Delay(50, patience.Token);
        }
    }
}
