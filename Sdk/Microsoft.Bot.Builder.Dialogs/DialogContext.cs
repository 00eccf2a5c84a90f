using System.Globalization;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>One stack of dialogs in one turn.</summary>
public class DialogContext
{
    private const string ReceivedKey = "activityReceivedEmitted";

    private static readonly object _received = true;

    private TurnContextStateCollection _services;

    public DialogContext(DialogSet dialogs, ITurnContext turnContext, DialogState state)
    {
        ArgumentNullException.ThrowIfNull(dialogs);
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(state);
        (Dialogs, Context, Stack) = (dialogs, turnContext, state.DialogStack);
    }

    public DialogContext(DialogSet dialogs, DialogContext parentDialogContext, DialogState state)
    {
        ArgumentNullException.ThrowIfNull(dialogs);
        ArgumentNullException.ThrowIfNull(parentDialogContext);
        ArgumentNullException.ThrowIfNull(state);
        (Dialogs, Context, Stack, Parent) = (dialogs, parentDialogContext.Context, state.DialogStack, parentDialogContext);
        if (parentDialogContext._services is { } services)
        {
            foreach (var (key, service) in services)
            {
                Services[key] = service;
            }
        }
    }

    private protected DialogContext(DialogContext same)
    {
        (Dialogs, Context, Stack, Parent, _services) = (same.Dialogs, same.Context, same.Stack, same.Parent, same._services);
    }

    public DialogSet Dialogs { get; }

    public ITurnContext Context { get; }

    /// <summary>The active dialog first.</summary>
    public List<DialogInstance> Stack { get; }

    /// <summary>The context of the container that these dialogs are in; null at the root.</summary>
    public DialogContext Parent { get; set; }

    /// <summary>The context inside the active dialog; null when it is no container.</summary>
    public DialogContext Child => ActiveDialog is { } active && FindDialog(active.Id) is DialogContainer container
        ? container.CreateChildContext(this)
        : null;

    /// <summary>The dialog on top of the stack, or null.</summary>
    public DialogInstance ActiveDialog => Stack.Count > 0 ? Stack[0] : null;

    /// <summary>For this context and the children made after it was filled.</summary>
    public TurnContextStateCollection Services => _services ??= [];

    /// <summary>Puts a dialog of this set, or of a parent's, on top of the stack. Throws when there is none with that id.</summary>
    public async Task<DialogTurnResult> BeginDialogAsync(string dialogId, object options = null, CancellationToken cancellationToken = default)
    {
        Guard.NotToken(options);
        Guard.NotEmpty(dialogId);
        var dialog = FindDialog(dialogId) ?? throw new ArgumentException(
            $"No dialog has the id '{dialogId}': add it to this set of dialogs or to that of a parent.", nameof(dialogId));

        Stack.Insert(0, new DialogInstance { Id = dialogId, State = new Dictionary<string, object>() });
        return await dialog.BeginDialogAsync(this, options, cancellationToken).ConfigureAwait(false);
    }

    public async Task<DialogTurnResult> PromptAsync(string dialogId, PromptOptions options, CancellationToken cancellationToken = default)
    {
        Guard.NotEmpty(dialogId);
        ArgumentNullException.ThrowIfNull(options);
        return await BeginDialogAsync(dialogId, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives the activity to the active dialog; <see cref="DialogTurnStatus.Empty"/> when there is none.</summary>
    public async Task<DialogTurnResult> ContinueDialogAsync(CancellationToken cancellationToken = default)
    {
        if (Context.TurnState.TryAdd(ReceivedKey, _received))
        {
            await EmitEventAsync(DialogEvents.ActivityReceived, Context.Activity, true, true, cancellationToken).ConfigureAwait(false);
        }

        return ActiveDialog is { } active
            ? await Required(active).ContinueDialogAsync(this, cancellationToken).ConfigureAwait(false)
            : new DialogTurnResult(DialogTurnStatus.Empty);
    }

    /// <summary>Ends the active dialog and gives its result to the one below, if any.</summary>
    public async Task<DialogTurnResult> EndDialogAsync(object result = null, CancellationToken cancellationToken = default)
    {
        Guard.NotToken(result);
        await EndActiveDialogAsync(DialogReason.EndCalled, cancellationToken).ConfigureAwait(false);
        return ActiveDialog is { } below
            ? await Required(below).ResumeDialogAsync(this, DialogReason.EndCalled, result, cancellationToken).ConfigureAwait(false)
            : new DialogTurnResult(DialogTurnStatus.Complete, result);
    }

    /// <summary>Ends every dialog on this stack, without results.</summary>
    public Task<DialogTurnResult> CancelAllDialogsAsync(CancellationToken cancellationToken = default) =>
        CancelAllDialogsAsync(false, null, null, cancellationToken);

    /// <summary>
    /// Ends every dialog on this stack and, with <paramref name="cancelParents"/>, on those of the parents. Each dialog but the active one
    /// gets the event first (<see cref="DialogEvents.CancelDialog"/> unless named) and may deal with it: then it and those below it stay.
    /// </summary>
    public async Task<DialogTurnResult> CancelAllDialogsAsync(
        bool cancelParents, string eventName = null, object eventValue = null, CancellationToken cancellationToken = default)
    {
        Guard.NotToken(eventValue);
        if (Stack.Count == 0 && Parent is null)
        {
            return new DialogTurnResult(DialogTurnStatus.Empty);
        }

        var notify = false;
        for (var dc = this; dc is not null; dc = cancelParents ? dc.Parent : null)
        {
            while (dc.Stack.Count > 0)
            {
                if (notify && await dc.EmitEventAsync(
                    eventName ?? DialogEvents.CancelDialog, eventValue, false, false, cancellationToken).ConfigureAwait(false))
                {
                    return new DialogTurnResult(DialogTurnStatus.Cancelled);
                }

                await dc.EndActiveDialogAsync(DialogReason.CancelCalled, cancellationToken).ConfigureAwait(false);
                notify = true;
            }

            notify = true;
        }

        return new DialogTurnResult(DialogTurnStatus.Cancelled);
    }

    /// <summary>Begins a dialog in the place of the active one, which ends without a result.</summary>
    public async Task<DialogTurnResult> ReplaceDialogAsync(string dialogId, object options = null, CancellationToken cancellationToken = default)
    {
        Guard.NotToken(options);
        await EndActiveDialogAsync(DialogReason.ReplaceCalled, cancellationToken).ConfigureAwait(false);
        return await BeginDialogAsync(dialogId, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Has the active dialog ask its question again, unless it deals with the event <see cref="DialogEvents.RepromptDialog"/>.</summary>
    public async Task RepromptDialogAsync(CancellationToken cancellationToken = default)
    {
        var handled = await EmitEventAsync(DialogEvents.RepromptDialog, null, false, false, cancellationToken).ConfigureAwait(false);
        if (!handled && ActiveDialog is { } active)
        {
            await Required(active).RepromptDialogAsync(Context, active, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A dialog of this set or, failing that, of a parent's; null when there is none.</summary>
    public Dialog FindDialog(string dialogId)
    {
        Guard.NotEmpty(dialogId);
        return Dialogs.Find(dialogId) ?? Parent?.FindDialog(dialogId);
    }

    /// <summary>Gives the event to the active dialog or, <paramref name="fromLeaf"/>, to the innermost one. Whether it was dealt with.</summary>
    public Task<bool> EmitEventAsync(
        string name, object value = null, bool bubble = true, bool fromLeaf = false, CancellationToken cancellationToken = default)
    {
        Guard.NotEmpty(name);
        Guard.NotToken(value);
        var dc = this;
        while (fromLeaf && dc.Child is { } child)
        {
            dc = child;
        }

        return dc.ActiveDialog is { } active && dc.FindDialog(active.Id) is { } dialog
            ? dialog.OnDialogEventAsync(dc, new DialogEvent { Name = name, Value = value, Bubble = bubble }, cancellationToken)
            : Task.FromResult(false);
    }

    /// <summary>The culture of the activity when there is such a culture, else the current one.</summary>
    public string GetLocale()
    {
        var locale = Context.Activity.Locale;
        try
        {
            return string.IsNullOrEmpty(locale) ? CultureInfo.CurrentCulture.Name : CultureInfo.GetCultureInfo(locale).Name;
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.CurrentCulture.Name;
        }
    }

    private Dialog Required(DialogInstance instance) => FindDialog(instance.Id) ?? throw new InvalidOperationException(
        $"The conversation is in a dialog with the id '{instance.Id}', and no dialog has that id.");

    private async Task EndActiveDialogAsync(DialogReason reason, CancellationToken cancellationToken)
    {
        if (ActiveDialog is not { } active)
        {
            return;
        }

        if (FindDialog(active.Id) is { } dialog)
        {
            await dialog.EndDialogAsync(Context, active, reason, cancellationToken).ConfigureAwait(false);
        }

        Stack.Remove(active);
    }
}
