using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;
using SsprBot.Channels.Twilio;
using SsprBot.Domain;
using SsprBot.Host;
using SsprBot.Talk;
using SsprBot.Turn;
using SsprBot.World;

namespace SsprBot.Chats;

/// <summary>A conversation as a phone shows it: text after text.</summary>
internal sealed class SmsChat : ISessionClock, IPlayedChat
{
    private const string Phone = "+14255550142";

    private readonly TestAdapter _adapter = new(SmsAdapter.ChannelId) { Locale = "en-US" };
    private readonly PasswordBot _bot;
    private string[] _lines = [];
    private string _linked = "";

    public SmsChat(TestWorld world)
    {
        World = world;
        (_bot, _, var threads) = TestBot.Of(World, this);
        _adapter.Use(new TexterMiddleware());
        _adapter.Use(new RenderMiddleware([new SmsRenderer()]));
        _adapter.Use(new LanguageMiddleware(threads));
        _adapter.Use(new InputMiddleware());
    }

    public TestWorld World { get; }

    public Task<string> SayAsync(string words) => TurnAsync(_adapter.MakeActivity(words));

    /// <summary>Answers with the number that stands before the title; what has none is said in words.</summary>
    public Task<string> PressAsync(string title) =>
        SayAsync(Array.Find(_lines, line => line.EndsWith($" {title}", StringComparison.Ordinal) && char.IsAsciiDigit(line[0]))?.Split(' ')[0] ?? title);

    public Task<string> FillAsync(string words) => SayAsync(words);

    public Task<string> WakeAsync(string name)
    {
        var wake = _adapter.MakeActivity();
        (wake.Type, wake.Name) = (ActivityTypes.Event, name);
        return TurnAsync(wake);
    }

    public Task<LinkOpening> OpenPageAsync()
    {
        var (path, code) = ChatPerson.LinkIn(_linked);
        return World.Links.OpenWithCodeAsync(path.Split('/')[^1], code, CancellationToken.None);
    }

    public void Watch(ChatAddress chat, DateTimeOffset deadline)
    {
    }

    public void Forget(ChatAddress chat)
    {
    }

    private async Task<string> TurnAsync(Activity activity)
    {
        await _adapter.ProcessActivityAsync(activity, _bot.OnTurnAsync, CancellationToken.None);
        var seen = new List<string>();
        while (_adapter.ActiveQueue.TryDequeue(out var message))
        {
            seen.AddRange(SmsText.Split(message.Text));
        }

        _lines = [.. seen.SelectMany(text => text.Split('\n'))];
        _linked = Array.Exists(_lines, line => line.Contains("/r/", StringComparison.Ordinal)) ? string.Join('\n', seen) : _linked;
        return string.Join('\n', seen.Select(Shown.Sms));
    }

    private sealed class TexterMiddleware : IMiddleware
    {
        public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
        {
            turnContext.TurnState.Set(new Visitor(new ChatAddress(SmsAdapter.ChannelId, "chat-1", Phone, "en"), Phone, Phone: Phone));
            return next(cancellationToken);
        }
    }
}
