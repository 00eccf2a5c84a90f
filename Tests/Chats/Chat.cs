using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SsprBot.Domain;
using SsprBot.Talk;
using SsprBot.Turn;
using SsprBot.World;
using Xunit;

namespace SsprBot.Chats;

/// <summary>Plays the user's side of a written chat and writes down what was really said.</summary>
internal sealed partial class Chat : ISessionClock
{
    private readonly TestAdapter _adapter;
    private readonly PasswordBot _bot;
    private readonly StringBuilder _said = new();

    /// <param name="visitor">By default a stranger.</param>
    public Chat(TestWorld? world = null, string locale = "en-US", Visitor? visitor = null)
    {
        World = world ?? new TestWorld();
        (_bot, _, var threads) = TestBot.Of(World, this);
        _adapter = new TestAdapter("test") { Locale = locale };
        _adapter.Use(new VisitorMiddleware(visitor ?? TestWorld.Stranger()));
        _adapter.Use(new RenderMiddleware([]));
        _adapter.Use(new LanguageMiddleware(threads));
        _adapter.Use(new InputMiddleware());
    }

    public TestWorld World { get; }

    /// <summary>What the channel would have echoed of each message.</summary>
    public List<string> Echoes { get; } = [];

    /// <summary>The sessions whose end is to be announced.</summary>
    public List<RecoverySession> Watched { get; } = [];

    /// <summary>The last link that the bot gave.</summary>
    public string LastLink { get; private set; } = "";

    /// <summary>What was said since the last line was played, or the last event came.</summary>
    public string Said => _said.ToString();

    /// <summary>The language tag of the last message of the bot.</summary>
    public string Language { get; private set; } = "";

    /// <summary>Opens the last link as the chat's own overlay does.</summary>
    /// <returns>The key of the open page.</returns>
    public async Task<string> OpenAsync()
    {
        var token = LastLink[(LastLink.LastIndexOf('/') + 1)..];
        return Assert.IsType<LinkOpening.Opened>(await World.Links.OpenInConversationAsync(token, "directline", "chat-1", CancellationToken.None)).Key;
    }

    /// <summary>Plays the lines that begin with <c>user:</c>; <c>{code}</c> is the last code that was sent.</summary>
    public async Task<string> PlayAsync(string script)
    {
        _said.Clear();
        foreach (var line in script.Split('\n').Where(line => line.StartsWith("user:", StringComparison.Ordinal)))
        {
            _said.Append(line).Append('\n');
            var words = line["user:".Length..].Trim();
            await SendAsync(_adapter.MakeActivity(words.Contains("{code}", StringComparison.Ordinal) ? words.Replace("{code}", World.LastCode(), StringComparison.Ordinal) : words));
        }

        return _said.ToString().TrimEnd();
    }

    /// <summary>Submits a card.</summary>
    public async Task<string> SubmitAsync(object value)
    {
        _said.Clear();
        var activity = _adapter.MakeActivity();
        activity.Value = JObject.FromObject(value);
        await SendAsync(activity);
        return _said.ToString().TrimEnd();
    }

    /// <summary>An event that wakes the conversation.</summary>
    public async Task<string> WakeAsync(string name = ActivityEventNames.ContinueConversation)
    {
        _said.Clear();
        var activity = _adapter.MakeActivity();
        activity.Type = ActivityTypes.Event;
        activity.Name = name;
        await SendAsync(activity);
        return _said.ToString().TrimEnd();
    }

    public void Watch(RecoverySession session) => Watched.Add(session);

    /// <summary>When the end that is to be announced comes; null when there is none.</summary>
    public async Task<DateTimeOffset?> WatchedUntilAsync() =>
        Watched is [.., var watched] && (await World.SessionAsync(watched.Id)).IsLive(World.Vault.Now) ? watched.Deadline : null;

    private static string Buttons(IEnumerable<CardAction> actions) => string.Join(" | ", actions.Select(action => action.Title));

    private async Task SendAsync(Activity activity)
    {
        Activity? incoming = null;
        await _adapter.ProcessActivityAsync(
            activity,
            (turn, ct) =>
            {
                incoming = turn.Activity;
                return _bot.OnTurnAsync(turn, ct);
            },
            CancellationToken.None);
        Echoes.Add(incoming?.Text ?? "");
        while (_adapter.ActiveQueue.TryDequeue(out var reply))
        {
            Language = reply.Locale;
            _said.Append("bot:  ").Append(PageCode().Replace(SupportCode().Replace(Show(reply), "{support}"), ": {page}.")).Append('\n');
        }
    }

    [GeneratedRegex("[2-9A-Z]{4}-[2-9A-Z]{4}")]
    private static partial Regex SupportCode();

    [GeneratedRegex(": [2-9A-Z]{4}\\.")]
    private static partial Regex PageCode();

    private string Show(Activity reply)
    {
        if (reply.SuggestedActions?.Actions is [{ Type: ActionTypes.OpenUrl } link])
        {
            LastLink = $"{link.Value}";
            return $"{reply.Text} <{link.Title}>";
        }

        var card = reply.Attachments is { Count: > 0 } ? " (picture)" : "";
        return reply.SuggestedActions is { Actions.Count: > 0 } buttons ? $"{reply.Text}{card} [{Buttons(buttons.Actions)}]" : $"{reply.Text}{card}";
    }

    private sealed class VisitorMiddleware(Visitor visitor) : IMiddleware
    {
        public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
        {
            turnContext.TurnState.Set(visitor with { Chat = visitor.Chat with { Language = turnContext.Activity.Locale } });
            return next(cancellationToken);
        }
    }
}
