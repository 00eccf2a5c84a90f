using System.Net;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Xunit;

namespace SsprBot.Sdk;

public sealed class ActivityHandlerTests
{
    private static readonly ChannelAccount Bot = new("bot");
    private static readonly ChannelAccount User = new("user1");

    public static TheoryData<Activity, string> Turns => new()
    {
        { new Activity("message"), "message" },
        { new Activity("messageUpdate"), "messageUpdate" },
        { new Activity("messageDelete"), "messageDelete" },
        { new Activity("conversationUpdate", recipient: Bot, membersAdded: [User, Bot]), "added 2" },
        { new Activity("conversationUpdate", recipient: Bot, membersAdded: [Bot]), "" },
        { new Activity("conversationUpdate", recipient: Bot, membersRemoved: [User]), "removed 1" },
        { new Activity("conversationUpdate", recipient: Bot, membersRemoved: [Bot]), "" },
        { new Activity("messageReaction", reactionsAdded: [new("like")], reactionsRemoved: [new("plusOne")]), "reacted like; unreacted plusOne" },
        { new Activity("event", name: "tokens/response"), "token" },
        { new Activity("event", name: "other"), "event other" },
        { new Activity("endOfConversation"), "end" },
        { new Activity("typing"), "typing" },
        { new Activity("installationUpdate", action: "add"), "installed" },
        { new Activity("installationUpdate", action: "add-upgrade"), "installed" },
        { new Activity("installationUpdate", action: "remove"), "uninstalled" },
        { new Activity("installationUpdate", action: "remove-upgrade"), "uninstalled" },
        { new Activity("installationUpdate", action: "other"), "" },
        { new Activity("command", name: "c"), "command c" },
        { new Activity("commandResult", name: "c"), "commandResult c" },
        { new Activity("unheardOf"), "unrecognized unheardOf" },
    };

    [Theory]
    [MemberData(nameof(Turns))]
    public async Task Each_type_of_activity_has_its_method(Activity activity, string expected)
    {
        var bot = new Handler();
        await new WritingAdapter().RunAsync(activity, bot.OnTurnAsync);
        Assert.Equal(expected, string.Join("; ", bot.Heard));
    }

    [Fact]
    public async Task A_turn_needs_an_activity_with_a_type()
    {
        var bot = new Handler();
        await Assert.ThrowsAsync<ArgumentNullException>(() => bot.OnTurnAsync(null!));
        await Assert.ThrowsAsync<ArgumentException>(() => bot.OnTurnAsync(new TurnContext(new WritingAdapter(), new Activity())));
    }

    public static TheoryData<string?, string?, string> Invokes => new()
    {
        { "signin/verifyState", null, """{"Status":200}""" },
        { "signin/tokenExchange", null, """{"Status":200}""" },
        { "custom", null, """{"Status":200,"Body":"handled"}""" },
        { "teapot", null, """{"Status":418,"Body":"short"}""" },
        { "unheardOf", null, """{"Status":501}""" },
        { null, null, """{"Status":501}""" },
        {
            "adaptiveCard/action",
            """{"action":{"type":"Action.Execute","verb":"go","data":{"x":1}}}""",
            """{"Status":200,"Body":{"statusCode":200,"type":"verb","value":"go"}}"""
        },
        { "adaptiveCard/action", null, Refused("BadRequest", "Missing value property") },
        { "adaptiveCard/action", "{}", Refused("BadRequest", "Missing action property") },
        { "adaptiveCard/action", """{"action":5}""", Refused("BadRequest", "Value property is not properly formed") },
        { "adaptiveCard/action", """{"action":{"type":"Action.Submit"}}""", Refused("NotSupported", "The action 'Action.Submit'is not supported.") },
        { "application/search", """{"kind":"search","queryText":"x"}""", """{"Status":501}""" },
        { "application/search", """{"queryText":"x"}""", Refused("BadRequest", "Missing kind property for search") },
    };

    [Theory]
    [MemberData(nameof(Invokes))]
    public async Task An_invoke_is_answered_once(string? name, string? value, string expected)
    {
        var answers = new List<object>();
        var activity = new Activity(ActivityTypes.Invoke, name: name, value: value is null ? null : JToken.Parse(value));
        await new WritingAdapter().RunAsync(activity, (context, ct) =>
        {
            context.OnSendActivities((_, activities, next) =>
            {
                answers.AddRange(activities.Where(sent => sent.Type == ActivityTypesEx.InvokeResponse).Select(sent => sent.Value));
                return next();
            });
            return new Handler().OnTurnAsync(context, ct);
        });

        var answer = Assert.IsType<InvokeResponse>(Assert.Single(answers));
        Assert.Equal(expected, JsonConvert.SerializeObject(answer, new JsonSerializerSettings { NullValueHandling = NullValueHandling.Ignore }));
    }

    [Fact]
    public async Task An_invoke_that_the_bot_answered_itself_gets_no_second_answer()
    {
        var adapter = new WritingAdapter();
        await adapter.RunAsync(new Activity(ActivityTypes.Invoke, name: "custom"), (context, ct) =>
        {
            context.TurnState.Add(BotAdapter.InvokeResponseKey, new Activity(ActivityTypesEx.InvokeResponse));
            return new Handler().OnTurnAsync(context, ct);
        });

        Assert.Empty(adapter.Written);
    }

    private static string Refused(string code, string message) =>
        """{"Status":400,"Body":{"statusCode":400,"type":"application/vnd.microsoft.error","value":{"code":"CODE","message":"MESSAGE"}}}"""
            .Replace("CODE", code, StringComparison.Ordinal)
            .Replace("MESSAGE", message, StringComparison.Ordinal);

    private sealed class Handler : ActivityHandler
    {
        public List<string> Heard { get; } = [];

        protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) => Hear("message");

        protected override Task OnMessageUpdateActivityAsync(ITurnContext<IMessageUpdateActivity> turnContext, CancellationToken cancellationToken) => Hear("messageUpdate");

        protected override Task OnMessageDeleteActivityAsync(ITurnContext<IMessageDeleteActivity> turnContext, CancellationToken cancellationToken) => Hear("messageDelete");

        protected override Task OnMembersAddedAsync(IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Hear($"added {membersAdded.Count}");

        protected override Task OnMembersRemovedAsync(IList<ChannelAccount> membersRemoved, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Hear($"removed {membersRemoved.Count}");

        protected override Task OnReactionsAddedAsync(IList<MessageReaction> messageReactions, ITurnContext<IMessageReactionActivity> turnContext, CancellationToken cancellationToken) => Hear($"reacted {messageReactions[0].Type}");

        protected override Task OnReactionsRemovedAsync(IList<MessageReaction> messageReactions, ITurnContext<IMessageReactionActivity> turnContext, CancellationToken cancellationToken) => Hear($"unreacted {messageReactions[0].Type}");

        protected override Task OnTokenResponseEventAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) => Hear("token");

        protected override Task OnEventAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) => Hear($"event {turnContext.Activity.Name}");

        protected override Task OnEndOfConversationActivityAsync(ITurnContext<IEndOfConversationActivity> turnContext, CancellationToken cancellationToken) => Hear("end");

        protected override Task OnTypingActivityAsync(ITurnContext<ITypingActivity> turnContext, CancellationToken cancellationToken) => Hear("typing");

        protected override Task OnInstallationUpdateAddAsync(ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken) => Hear("installed");

        protected override Task OnInstallationUpdateRemoveAsync(ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken) => Hear("uninstalled");

        protected override Task OnCommandActivityAsync(ITurnContext<ICommandActivity> turnContext, CancellationToken cancellationToken) => Hear($"command {turnContext.Activity.Name}");

        protected override Task OnCommandResultActivityAsync(ITurnContext<ICommandResultActivity> turnContext, CancellationToken cancellationToken) => Hear($"commandResult {turnContext.Activity.Name}");

        protected override Task OnUnrecognizedActivityTypeAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Hear($"unrecognized {turnContext.Activity.Type}");

        protected override Task OnSignInInvokeAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken) => Hear("signin");

        protected override Task<AdaptiveCardInvokeResponse> OnAdaptiveCardInvokeAsync(ITurnContext<IInvokeActivity> turnContext, AdaptiveCardInvokeValue invokeValue, CancellationToken cancellationToken) =>
            Task.FromResult(new AdaptiveCardInvokeResponse { StatusCode = 200, Type = "verb", Value = invokeValue.Action.Verb });

        protected override async Task<InvokeResponse> OnInvokeActivityAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken) => turnContext.Activity.Name switch
        {
            "custom" => CreateInvokeResponse("handled"),
            "teapot" => new InvokeResponseException((HttpStatusCode)418, "short").CreateInvokeResponse(),
            _ => await base.OnInvokeActivityAsync(turnContext, cancellationToken),
        };

        private Task Hear(string what)
        {
            Heard.Add(what);
            return Task.CompletedTask;
        }
    }
}
