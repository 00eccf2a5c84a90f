using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging.Abstractions;
using Newtonsoft.Json.Linq;
using SsprBot.Channels.Azure;
using SsprBot.Domain;
using SsprBot.Talk;
using SsprBot.Turn;
using SsprBot.World;

namespace SsprBot.Chats;

/// <summary>A personal chat in Teams as the person sees it: messages, cards, and what takes their place.</summary>
internal sealed class TeamsChat : ISessionClock, IPlayedChat
{
    private readonly Teams _teams;
    private readonly PasswordBot _bot;
    private readonly TeamsInvokes _invokes;
    private readonly List<Activity> _screen = [];
    private readonly List<string> _events = [];

    public TeamsChat(TestWorld? world = null, string locale = "en-US")
    {
        World = world ?? new TestWorld();
        Visitor = new Visitor(new ChatAddress(TeamsRenderer.ChannelId, "chat-1", "29:anna", locale), "29:anna", FakeDirectory.Anna);
        (_bot, var state, var threads) = TestBot.Of(World, this);
        _teams = new Teams(this) { Locale = locale };
        _teams.Use(new VisitorMiddleware(this));
        _teams.Use(new RenderMiddleware([new TeamsRenderer(TestBot.Places)]));
        _teams.Use(new LanguageMiddleware(threads));
        var cards = new CardsMiddleware(state, NullLogger<CardsMiddleware>.Instance);
        _invokes = new TeamsInvokes(World.Links, TestBot.Places, new InputMiddleware(), cards, _bot);
        _teams.Use(new InputMiddleware());
        _teams.Use(cards);
    }

    public TestWorld World { get; }

    /// <summary>Who the channel says that writes.</summary>
    public Visitor Visitor { get; set; }

    /// <summary>Every card that was shown.</summary>
    public List<JObject> Cards { get; } = [];

    /// <summary>What the channel would keep of each message.</summary>
    public List<string> Kept { get; } = [];

    /// <summary>The last answer to an invoke.</summary>
    public InvokeResponse? Answer { get; private set; }

    /// <summary>The card that was sent last and has not been replaced.</summary>
    public JObject Newest => CardOf(_screen.Last(message => CardOf(message)?.SelectTokens("$..actions").Any() is true))!;

    /// <summary>The card with the newest way to the secure page.</summary>
    public JObject LinkCard => CardOf(_screen.Last(message => CardOf(message)?.SelectToken("$..msteams") is not null))!;

    public Task<string> SayAsync(string words) => TurnAsync(_teams.MakeActivity(words));

    /// <summary>Presses a button of the newest card.</summary>
    public Task<string> PressAsync(string title) => PressAsync(Newest, title);

    public Task<string> PressAsync(JObject card, string title, string? typed = null)
    {
        var button = card.SelectTokens("$..actions[*]").OfType<JObject>().First(action => (string?)action["title"] == title);
        var data = (JObject)button["data"]!.DeepClone();
        if (data["msteams"] is not null)
        {
            return InvokeAsync("task/fetch", new JObject { ["data"] = data });
        }

        if (typed is not null)
        {
            data["answer"] = typed;
        }

        return InvokeAsync("adaptiveCard/action", new JObject { ["action"] = new JObject { ["type"] = button["type"], ["verb"] = button["verb"], ["data"] = data }, ["trigger"] = "manual" });
    }

    /// <summary>Fills in the field of the newest card.</summary>
    public Task<string> FillAsync(string words) => FillAsync(words, "Continue");

    public Task<string> FillAsync(string words, string button) => PressAsync(Newest, button, words);

    public Task<string> InvokeAsync(string name, JToken? value)
    {
        var invoke = _teams.MakeActivity();
        (invoke.Type, invoke.Name, invoke.Value) = (ActivityTypes.Invoke, name, value);
        return TurnAsync(invoke);
    }

    /// <summary>What a client that does not know Action.Execute sends.</summary>
    public Task<string> SubmitAsync(JToken value)
    {
        var message = _teams.MakeActivity();
        message.Value = value;
        return TurnAsync(message);
    }

    public Task<string> WakeAsync(string name = ActivityEventNames.ContinueConversation)
    {
        var wake = _teams.MakeActivity();
        (wake.Type, wake.Name) = (ActivityTypes.Event, name);
        return TurnAsync(wake);
    }

    /// <summary>Something that is no message, such as an installation.</summary>
    public async Task<string> HappensAsync(Action<Activity> make)
    {
        var happened = _teams.MakeActivity();
        make(happened);
        return await TurnAsync(happened);
    }

    public async Task<LinkOpening> OpenPageAsync()
    {
        await InvokeAsync("task/fetch", new JObject { ["data"] = LinkCard.SelectToken("$..actions[0].data") });
        var address = $"{((JObject)Answer!.Body).SelectToken("task.value.url")}".Split('/');
        return await World.Links.OpenBoundAsync(address[^3], address[^1], CancellationToken.None);
    }

    public void Watch(RecoverySession session)
    {
    }

    private static JObject? CardOf(Activity message) => message.Attachments is [{ Content: JObject card }] ? card : null;

    private async Task<string> TurnAsync(Activity activity)
    {
        _events.Clear();
        Answer = null;
        Activity? incoming = null;
        await _teams.ProcessActivityAsync(
            activity,
            async (turn, ct) =>
            {
                incoming = turn.Activity;
                if (turn.Activity.Type == ActivityTypes.Invoke)
                {
                    Answer = await _invokes.AnswerAsync(turn, ct);
                }
                else
                {
                    await _bot.OnTurnAsync(turn, ct);
                }
            },
            CancellationToken.None);
        Kept.Add(incoming?.Text ?? "");

        return string.Join('\n', _events);
    }

    private void Show(Activity message, bool replaces)
    {
        if (CardOf(message) is { } card)
        {
            Cards.Add(card);
        }

        if (message.Type == ActivityTypes.Message)
        {
            _events.Add((replaces ? "replaced: " : "") + Shown.Teams(message));
        }
    }

    private sealed class VisitorMiddleware(TeamsChat chat) : IMiddleware
    {
        public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
        {
            turnContext.TurnState.Set(chat.Visitor);
            return next(cancellationToken);
        }
    }

    private sealed class Teams(TeamsChat chat) : TestAdapter(TeamsRenderer.ChannelId)
    {
        public override async Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
        {
            var sent = await base.SendActivitiesAsync(turnContext, activities, cancellationToken);
            foreach (var activity in activities)
            {
                chat._screen.Add(activity);
                chat.Show(activity, replaces: false);
            }

            return sent;
        }

        public override Task<ResourceResponse> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken)
        {
            var place = chat._screen.FindIndex(message => message.Id == activity.Id);
            chat._screen[place] = activity;
            chat.Show(activity, replaces: true);
            return Task.FromResult(new ResourceResponse(activity.Id));
        }
    }
}
