using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Schema;

namespace SsprBot.Bench;

/// <summary>Five prompts: the conversation that other SDKs are measured by.</summary>
internal sealed class WaterfallBot : ActivityHandler
{
    public const int Steps = 5;

    private readonly ConversationState _conversation;
    private readonly UserState _user;
    private readonly IStatePropertyAccessor<Profile> _profile;
    private readonly DialogSet _dialogs;

    public WaterfallBot(IStorage storage)
        : this(new ConversationState(storage), new UserState(storage))
    {
    }

    public WaterfallBot(ConversationState conversation, UserState user)
    {
        _conversation = conversation;
        _user = user;
        _profile = _user.CreateProperty<Profile>("profile");
        _dialogs = new DialogSet(_conversation.CreateProperty<DialogState>("dialog"))
            .Add(new TextPrompt("text"))
            .Add(new ChoicePrompt("choice") { Style = ListStyle.SuggestedAction })
            .Add(new ConfirmPrompt("confirm", defaultLocale: "en-us") { Style = ListStyle.SuggestedAction })
            .Add(new WaterfallDialog("main", [AskNameAsync, AskAccountAsync, AskNumberAsync, ConfirmAsync, EndAsync]));
    }

    /// <summary>What is said, and how the answer begins.</summary>
    public static IReadOnlyList<(string Said, string Answer)> Script { get; } =
    [
        ("hi", "What is your user name?"),
        ("jane", "Which account?"),
        ("Work", "What is your employee number?"),
        ("E123", "Reset Work account jane?"),
        ("Yes", "Done"),
    ];

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

    private sealed class Profile
    {
        public int Visits { get; set; }
    }
}
