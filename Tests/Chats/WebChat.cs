using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SsprBot.Channels.DirectLine;
using SsprBot.Domain;
using SsprBot.Talk;
using SsprBot.Turn;
using SsprBot.World;

namespace SsprBot.Chats;

/// <summary>A conversation as Web Chat shows it.</summary>
internal sealed class WebChat : ISessionClock, IPlayedChat
{
    private readonly TestAdapter _adapter = new(DirectLineAdapter.ChannelId) { Locale = "en-US" };
    private readonly PasswordBot _bot;
    private string _link = "";

    public WebChat(TestWorld world)
    {
        World = world;
        (_bot, _, var threads) = TestBot.Of(World, this);
        _adapter.Use(new StrangerMiddleware());
        _adapter.Use(new RenderMiddleware([new WebChatRenderer()]));
        _adapter.Use(new LanguageMiddleware(threads));
        _adapter.Use(new InputMiddleware());
    }

    public TestWorld World { get; }

    public Task<string> SayAsync(string words) => TurnAsync(_adapter.MakeActivity(words));

    public Task<string> PressAsync(string title) => SayAsync(title);

    public Task<string> FillAsync(string words) => SayAsync(words);

    public Task<string> WakeAsync(string name)
    {
        var wake = _adapter.MakeActivity();
        (wake.Type, wake.Name) = (ActivityTypes.Event, name);
        return TurnAsync(wake);
    }

    public Task<LinkOpening> OpenPageAsync() =>
        World.Links.OpenInConversationAsync(_link.Split('/')[^1], DirectLineAdapter.ChannelId, "chat-1", CancellationToken.None);

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
            seen.Add(Shown.WebChat(message));
            _link = message.Attachments is [{ Content: JObject card }] && card.SelectToken("$..url") is { } link ? $"{link}" : _link;
        }

        return string.Join('\n', seen);
    }

    private sealed class StrangerMiddleware : IMiddleware
    {
        public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
        {
            turnContext.TurnState.Set(TestWorld.Stranger());
            return next(cancellationToken);
        }
    }
}
