using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SsprBot.Channels.DirectLine;
using SsprBot.Domain;
using SsprBot.World;

namespace SsprBot.Channels;

/// <summary>A bot behind our Direct Line, on a port of its own.</summary>
internal sealed class ChatHost : IAsyncDisposable
{
    private readonly SocketsHttpHandler _handler = new() { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 };
    private readonly WebApplication _app;

    private ChatHost(WebApplication app, CapturedLog log, FakeTimeProvider time)
    {
        _app = app;
        Log = log;
        Time = time;
        Http = new HttpClient(_handler) 
        {
            BaseAddress = new Uri(app.Urls.Single()),
            DefaultRequestVersion = new Version(app.Configuration["Kestrel:EndpointDefaults:Protocols"] is "Http2" ? "2.0" : "1.1"),
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
    }

    public HttpClient Http { get; }

    public CapturedLog Log { get; }

    public FakeTimeProvider Time { get; }

    public DirectLineAdapter Adapter => _app.Services.GetRequiredService<DirectLineAdapter>();

    /// <param name="play">What the bot does in a turn; by default it welcomes and echoes.</param>
    /// <param name="records">What an earlier host left.</param>
    public static async Task<ChatHost> StartAsync(
        Func<ITurnContext, CancellationToken, Task>? play = null, MemoryRecords? records = null, params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)));
        var log = new CapturedLog();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 2, 9, 0, 0, TimeSpan.Zero));
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        builder.Services.AddSingleton<IRecords>(records ?? new MemoryRecords());
        builder.Services.AddKeyedSingleton("codes", new Pepper(new byte[32]));
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<IBot>(new PlayedBot(play ?? EchoAsync));
        builder.Services.AddDirectLine();
        var app = builder.Build();
        app.MapDirectLine();
        await app.StartAsync();
        return new ChatHost(app, log, time);
    }

    public static async Task EchoAsync(ITurnContext turn, CancellationToken ct)
    {
        var said = turn.Activity switch
        {
            { Type: ActivityTypes.ConversationUpdate } => "Welcome",
            { Value: { } value } => $"You chose {value}",
            { Type: ActivityTypes.Event, Name: var name } => $"You did {name}",
            { Text: var text } => $"You said {text}",
        };
        await turn.SendActivityAsync(said.Replace("\r\n", " ", StringComparison.Ordinal), cancellationToken: ct);
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _handler.Dispose();
        await _app.DisposeAsync();
    }

    private sealed class PlayedBot(Func<ITurnContext, CancellationToken, Task> play) : IBot
    {
        public Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default) => play(turnContext, cancellationToken);
    }
}

/// <summary>Every line that the host logs, at every level.</summary>
internal sealed class CapturedLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = [];

    public string Text => string.Join('\n', _lines);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        _lines.Enqueue($"{state}");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{logLevel} {formatter(state, exception)} {exception}"));

    public void Dispose()
    {
    }
}
