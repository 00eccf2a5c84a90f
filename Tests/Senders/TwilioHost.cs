using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SsprBot.Channels;
using SsprBot.Domain;
using SsprBot.Senders.Twilio;
using SsprBot.Settings;
using SsprBot.Talk;
using SsprBot.World;

namespace SsprBot.Senders;

/// <summary>The senders of Twilio between a domain and a stand-in of the API.</summary>
internal sealed class TwilioHost : IAsyncDisposable
{
    private readonly IHost _host;

    private TwilioHost(IHost host, FakeTwilio twilio, TestWorld world, CapturedLog log)
    {
        _host = host;
        Twilio = twilio;
        World = world;
        Log = log;
    }

    public FakeTwilio Twilio { get; }

    public TestWorld World { get; }

    public CapturedLog Log { get; }

    public IServiceProvider Services => _host.Services;

    public static async Task<TwilioHost> StartAsync(params (string Name, string Value)[] settings) => await StartAsync("Development", settings);

    /// <param name="settings">Over an account that works; an empty value takes a setting away.</param>
    public static async Task<TwilioHost> StartAsync(string environment, params (string Name, string Value)[] settings)
    {
        var twilio = await FakeTwilio.StartAsync();
        var world = new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, Spending = new SpendingPolicy { Countries = ["US"] } });
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = environment });
        var log = new CapturedLog();
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        Dictionary<string, string?> all = new()
        {
            ["Twilio:AccountSid"] = FakeTwilio.AccountSid,
            ["Twilio:AuthToken"] = FakeTwilio.AuthToken,
            ["Twilio:From"] = "+14255550199",
            ["Twilio:ApiBase"] = $"{twilio.Address}",
        };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        foreach (var gone in all.Where(setting => setting.Value is "").Select(setting => setting.Key).ToArray())
        {
            all.Remove(gone);
        }

        builder.Configuration.AddInMemoryCollection(all);
        builder.Services.AddOptions<WebSettings>().BindConfiguration("Web");
        builder.Services.AddSingleton<TimeProvider>(world.Time);
        builder.Services.AddSingleton<IAuditLog>(world);
        builder.Services.AddSingleton(world.Policy);
        builder.Services.AddSingleton(world.Organisation);
        builder.Services.AddSingleton(world.Budget);
        builder.Services.AddSingleton(world.Dialling);
        builder.Services.AddSingleton(new TextedCodes(world.Vault));
        builder.Services.AddSingleton(new Places(() => new Uri("https://reset.contoso.test")));
        builder.Services.AddTwilio();
        return new TwilioHost(builder.Build(), twilio, world, log);
    }

    public Task StartAsync() => _host.StartAsync();

    public Task SendAsync(OutboxMessage message) =>
        Services.GetServices<ISender>().First(sender => sender.Serves(message.Kind)).SendAsync(message, CancellationToken.None);

    /// <summary>Lets time pass until it is done.</summary>
    public async Task PassTimeAsync(Task done)
    {
        while (!done.IsCompleted)
        {
            World.Time.Advance(TimeSpan.FromSeconds(0.5));
            await Task.WhenAny(done, Task.Delay(10));
        }

        await done;
    }

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await Twilio.DisposeAsync();
    }
}
