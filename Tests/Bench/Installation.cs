using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SsprBot.Channels.DirectLine;
using SsprBot.Directories;
using SsprBot.Domain;
using SsprBot.Senders;
using SsprBot.Settings;
using SsprBot.Storage;
using SsprBot.Storage.Blobs;
using SsprBot.Turn;

namespace SsprBot.Bench;

/// <summary>The product in this process, without listening, on SQLite in a new folder that goes with it unless the settings say otherwise.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sspr-bench-").FullName;
    private readonly WebApplication _app;
    private int _conversations;

    /// <param name="change">What is to be registered differently.</param>
    public Installation(Action<IServiceCollection>? change = null, params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Development", ContentRootPath = _folder });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)));
        var policy = Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None };
        builder.WebHost.UseKestrelCore();
        builder.AddWeb();
        builder.Services.AddStorage(builder.Configuration);
        builder.Services.AddDomain(policy);
        builder.Services.AddSwitches(builder.Configuration);
        builder.Services.AddDialogs();
        builder.Services.AddTurns();
        builder.Services.AddDirectLine();
        builder.Services.AddDirectories(builder.Configuration);
        builder.Services.AddSenders(builder.Configuration, builder.Environment);
        change?.Invoke(builder.Services);
        _app = builder.Build();
        _app.Services.UseTurns();
    }

    /// <summary>Makes the containers of blobs.</summary>
    public async Task PrepareAsync()
    {
        foreach (var start in _app.Services.GetServices<IHostedService>().OfType<BlobStart>())
        {
            await start.StartAsync(CancellationToken.None);
        }
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Somebody new, from an address that nobody came from yet.</summary>
    public Visitor NewVisitor()
    {
        var number = Interlocked.Increment(ref _conversations).ToString(CultureInfo.InvariantCulture);
        return new Visitor(new ChatAddress(DirectLineAdapter.ChannelId, Secrets.NewId(), $"dl_{number}", "en"), number);
    }

    public Task GreetAsync(Visitor visitor) => Get<DirectLineAdapter>().StartAsync(visitor, Get<IBot>(), CancellationToken.None);

    public async Task SayAsync(Visitor visitor, string text)
    {
        var message = new Activity { Type = ActivityTypes.Message, Text = text };
        if (await Get<DirectLineAdapter>().ProcessAsync(message, visitor, Get<IBot>(), CancellationToken.None) is not PostOutcome.Posted)
        {
            throw new InvalidOperationException("The turn failed.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
