using SsprBot.Domain;

namespace SsprBot.Turn;

/// <summary>Wakes the conversations that want to be told when the directory answers again.</summary>
public sealed partial class ReturnClock(DirectoryReturn directory, Callbacks callbacks, TimeProvider time, ILogger<ReturnClock> log) : Lookout(TimeSpan.FromSeconds(15), time)
{
    protected override async Task LookAsync(CancellationToken ct)
    {
        foreach (var chat in await directory.TakeAsync(ct))
        {
            callbacks.Wake(chat, RootDialog.DirectoryBack);
        }
    }

    protected override void Failed(string kind) => NotLooked(log, kind);

    [LoggerMessage(112, LogLevel.Warning, "Whether the directory is back could not be looked at: {Kind}")]
    private static partial void NotLooked(ILogger log, string kind);
}
