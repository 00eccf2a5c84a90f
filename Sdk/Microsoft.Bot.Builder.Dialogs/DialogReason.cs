namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Why a dialog is run.</summary>
public enum DialogReason
{
    BeginCalled = 0,

    ContinueCalled = 1,

    EndCalled = 2,

    ReplaceCalled = 3,

    CancelCalled = 4,

    /// <summary>A waterfall step was passed over.</summary>
    NextCalled = 5,
}
