using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Testing;

/// <summary>Talks with one dialog; state is saved after every turn.</summary>
public class DialogTestClient
{
    private readonly TestAdapter _testAdapter;
    private readonly BotCallbackHandler _callback;

    /// <param name="channelId">The channel that the activities come from.</param>
    /// <param name="targetDialog">Begun by the first activity, and again by the next one after it has ended.</param>
    /// <param name="initialDialogOptions">What it is begun with.</param>
    /// <param name="middlewares">Run in this order, inside the saving of state.</param>
    /// <param name="conversationState">Where the conversation is kept; in memory when null.</param>
    public DialogTestClient(
        string channelId,
        Dialog targetDialog,
        object initialDialogOptions = null,
        IEnumerable<IMiddleware> middlewares = null,
        ConversationState conversationState = null)
        : this(new TestAdapter(channelId), targetDialog, initialDialogOptions, middlewares, conversationState)
    {
    }

    /// <param name="testAdapter">The adapter to use; it gets the middlewares.</param>
    /// <param name="targetDialog">Begun by the first activity, and again by the next one after it has ended.</param>
    /// <param name="initialDialogOptions">What it is begun with.</param>
    /// <param name="middlewares">Run in this order, inside the saving of state.</param>
    /// <param name="conversationState">Where the conversation is kept; in memory when null.</param>
    public DialogTestClient(
        TestAdapter testAdapter,
        Dialog targetDialog,
        object initialDialogOptions = null,
        IEnumerable<IMiddleware> middlewares = null,
        ConversationState conversationState = null)
    {
        ArgumentNullException.ThrowIfNull(testAdapter);
        ConversationState = conversationState ?? new ConversationState(new MemoryStorage());
        _testAdapter = testAdapter.Use(new AutoSaveStateMiddleware(ConversationState));
        foreach (var middleware in middlewares ?? [])
        {
            _testAdapter.Use(middleware);
        }

        var accessor = ConversationState.CreateProperty<DialogState>(nameof(DialogState));
        _callback = async (turnContext, cancellationToken) =>
        {
            DialogContext = await new DialogSet(accessor).Add(targetDialog).CreateContextAsync(turnContext, cancellationToken).ConfigureAwait(false);
            DialogTurnResult = await DialogContext.ContinueDialogAsync(cancellationToken).ConfigureAwait(false);
            if (DialogTurnResult.Status == DialogTurnStatus.Empty)
            {
                DialogTurnResult = await DialogContext.BeginDialogAsync(
                    targetDialog.Id, initialDialogOptions, cancellationToken).ConfigureAwait(false);
            }
        };
    }

    /// <summary>Of the last turn.</summary>
    public DialogContext DialogContext { get; private set; }

    /// <summary>Of the last turn; null before the first.</summary>
    public DialogTurnResult DialogTurnResult { get; private set; }

    public ConversationState ConversationState { get; }

    /// <summary>Runs a turn and returns its first reply, or null; <see cref="GetNextReply{T}"/> has the others.</summary>
    public virtual async Task<T> SendActivityAsync<T>(Activity activity, CancellationToken cancellationToken = default)
    {
        await _testAdapter.ProcessActivityAsync(activity, _callback, cancellationToken).ConfigureAwait(false);
        return GetNextReply<T>();
    }

    /// <summary>Runs a turn with a message and returns its first reply, or null; <see cref="GetNextReply{T}"/> has the others.</summary>
    public virtual async Task<T> SendActivityAsync<T>(string text, CancellationToken cancellationToken = default)
    {
        await _testAdapter.SendTextToBotAsync(text, _callback, cancellationToken).ConfigureAwait(false);
        return GetNextReply<T>();
    }

    /// <summary>The next reply that nobody took, or null.</summary>
    public virtual T GetNextReply<T>() => (T)_testAdapter.GetNextReply();
}
