using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;

namespace SsprBot;

/// <summary>Greets, runs the conversation, saves its place.</summary>
public sealed class PasswordBot(RootDialog root, ConversationState state) : ActivityHandler
{
    private readonly IStatePropertyAccessor<DialogState> _place = state.CreateProperty<DialogState>(nameof(DialogState));

    public override async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        await base.OnTurnAsync(turnContext, cancellationToken);
        await state.SaveChangesAsync(turnContext, cancellationToken: cancellationToken);
    }

    protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) =>
        root.RunAsync(turnContext, _place, cancellationToken);

    protected override Task OnMembersAddedAsync(
        IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        membersAdded.Any(member => member.Id != turnContext.Activity.Recipient.Id) ? GreetAsync(turnContext, cancellationToken) : Task.CompletedTask;

    /// <summary>Teams tells somebody alone of no members: the app was added.</summary>
    protected override Task OnInstallationUpdateAddAsync(ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        GreetAsync(turnContext, cancellationToken);

    protected override async Task OnEventActivityAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken)
    {
        // An event wakes an open conversation; it never begins one.
        if (await _place.GetAsync(turnContext, cancellationToken: cancellationToken) is { DialogStack.Count: > 0 })
        {
            await root.RunAsync(turnContext, _place, cancellationToken);
        }
    }

    // Teams tells of one beginning in two ways.
    private async Task GreetAsync(ITurnContext turn, CancellationToken ct)
    {
        if (await _place.GetAsync(turn, cancellationToken: ct) is not { DialogStack.Count: > 0 })
        {
            await root.RunAsync(turn, _place, ct);
        }
    }
}
