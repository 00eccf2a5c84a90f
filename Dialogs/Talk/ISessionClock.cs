using SsprBot.Domain;

namespace SsprBot.Talk;

/// <summary>Warns people shortly before their session ends, by the event <see cref="RootDialog.AlmostUp"/>.</summary>
public interface ISessionClock
{
    /// <summary>Watches a session until its deadline as it is now; one that is over by then is not announced. No turn waits for it.</summary>
    void Watch(RecoverySession session);
}
