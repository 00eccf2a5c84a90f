using BenchmarkDotNet.Attributes;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Schema;

namespace SsprBot.Bench;

/// <summary>Five prompts on the SDK, with the state of the conversation and of the user in memory: the conversation that other SDKs are measured by.</summary>
public class WaterfallTurns
{
    private const int Steps = 5;

    private static readonly string[] Said = ["hi", "jane", "Work", "E123", "Yes"];
    private static readonly string[] Answers =
        ["What is your user name?", "Which account?", "What is your employee number?", "Reset Work account jane?", "Done"];

    private readonly Listener _listener = new();
    private readonly PeerBot _bot = new(new MemoryStorage());

    [Benchmark(OperationsPerInvoke = Steps)]
    public async Task Turn()
    {
        for (var step = 0; step < Steps; step++)
        {
            if (!(await _listener.SayAsync(Said[step], _bot)).StartsWith(Answers[step], StringComparison.Ordinal))
            {
                throw new InvalidOperationException("The bot said something else.");
            }
        }
    }

    /// <summary>An adapter that hears what the bot says.</summary>
    private sealed class Listener : BotAdapter
    {
        private string _heard = "";

        public async Task<string> SayAsync(string text, IBot bot)
        {
            using var turn = new TurnContext(this, new Activity
            {
                Type = ActivityTypes.Message,
                Id = "1",
                ChannelId = "emulator",
                Conversation = new ConversationAccount(id: "conversation"),
                From = new ChannelAccount("user", "User"),
                Recipient = new ChannelAccount("bot", "Bot"),
                Locale = "en-US",
                Text = text,
            });
            await RunPipelineAsync(turn, bot.OnTurnAsync, CancellationToken.None);
            return _heard;
        }

        public override Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
        {
            _heard = activities[^1].Text;
            return Task.FromResult(Array.ConvertAll(activities, _ => new ResourceResponse("2")));
        }

        public override Task<ResourceResponse> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken) =>
            Task.FromResult(new ResourceResponse(activity.Id));

        public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken) =>
            Task.CompletedTask;
    }

    private sealed class Profile
    {
        public int Visits { get; set; }
    }

    private sealed class PeerBot : ActivityHandler
    {
        private readonly ConversationState _conversation;
        private readonly UserState _user;
        private readonly IStatePropertyAccessor<Profile> _profile;
        private readonly DialogSet _dialogs;

        public PeerBot(IStorage storage)
        {
            _conversation = new ConversationState(storage);
            _user = new UserState(storage);
            _profile = _user.CreateProperty<Profile>("profile");
            _dialogs = new DialogSet(_conversation.CreateProperty<DialogState>("dialog"))
                .Add(new TextPrompt("text"))
                .Add(new ChoicePrompt("choice") { Style = ListStyle.SuggestedAction })
                .Add(new ConfirmPrompt("confirm", defaultLocale: "en-us") { Style = ListStyle.SuggestedAction })
                .Add(new WaterfallDialog("main", [AskNameAsync, AskAccountAsync, AskNumberAsync, ConfirmAsync, EndAsync]));
        }

        public override async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
        {
            await base.OnTurnAsync(turnContext, cancellationToken);
            await _conversation.SaveChangesAsync(turnContext, cancellationToken: cancellationToken);
            await _user.SaveChangesAsync(turnContext, cancellationToken: cancellationToken);
        }

        protected override async Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken)
        {
            var dialog = await _dialogs.CreateContextAsync(turnContext, cancellationToken);
            if ((await dialog.ContinueDialogAsync(cancellationToken)).Status is DialogTurnStatus.Empty)
            {
                await dialog.BeginDialogAsync("main", null, cancellationToken);
            }
        }

        private static Task<DialogTurnResult> AskNameAsync(WaterfallStepContext step, CancellationToken ct) =>
            step.PromptAsync("text", Asking("What is your user name?"), ct);

        private static Task<DialogTurnResult> AskAccountAsync(WaterfallStepContext step, CancellationToken ct)
        {
            step.Values["user"] = step.Result;
            var asking = Asking("Which account?");
            asking.Choices = ChoiceFactory.ToChoices(["Work", "School", "Personal"]);
            return step.PromptAsync("choice", asking, ct);
        }

        private static Task<DialogTurnResult> AskNumberAsync(WaterfallStepContext step, CancellationToken ct)
        {
            step.Values["kind"] = ((FoundChoice)step.Result).Value;
            return step.PromptAsync("text", Asking("What is your employee number?"), ct);
        }

        private static Task<DialogTurnResult> ConfirmAsync(WaterfallStepContext step, CancellationToken ct)
        {
            step.Values["number"] = step.Result;
            return step.PromptAsync("confirm", Asking($"Reset {step.Values["kind"]} account {step.Values["user"]}?"), ct);
        }

        private async Task<DialogTurnResult> EndAsync(WaterfallStepContext step, CancellationToken ct)
        {
            var profile = await _profile.GetAsync(step.Context, () => new Profile(), ct);
            profile.Visits++;
            await step.Context.SendActivityAsync((bool)step.Result ? $"Done {profile.Visits}" : "Cancelled", cancellationToken: ct);
            return await step.EndDialogAsync(null, ct);
        }

        private static PromptOptions Asking(string text) => new() { Prompt = MessageFactory.Text(text) };
    }
}
