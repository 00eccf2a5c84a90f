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

namespace SsprBot.Chats;

/// <summary>Plays the user's side of a written chat and writes down what was really said.</summary>
internal sealed partial class Chat : ISessionClock
{
    private readonly TestAdapter _adapter;
    private readonly PasswordBot _bot;
    private readonly StringBuilder _said = new();

    public Chat(TestWorld? world = null, string locale = "en-US")
    {
        World = world ?? new TestWorld();
        (_bot, _, var threads) = TestBot.Of(World, this);
        _adapter = new TestAdapter("test") { Locale = locale };
        _adapter.Use(new VisitorMiddleware());
        _adapter.Use(new RenderMiddleware([]));
        _adapter.Use(new LanguageMiddleware(threads));
        _adapter.Use(new InputMiddleware());
    }

    public TestWorld World { get; }

    /// <summary>What the channel would have echoed of each message.</summary>
    public List<string> Echoes { get; } = [];

    public DateTimeOffset? WatchedUntil { get; private set; }

    /// <summary>The last link that the bot gave.</summary>
    public string LastLink { get; private set; } = "";

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

    public void Watch(ChatAddress chat, DateTimeOffset deadline) => WatchedUntil = deadline;

    public void Forget(ChatAddress chat) => WatchedUntil = null;

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

    private sealed class VisitorMiddleware : IMiddleware
    {
        public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
        {
            turnContext.TurnState.Set(TestWorld.Stranger());
            return next(cancellationToken);
        }
    }
}
