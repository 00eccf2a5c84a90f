using SsprBot.Domain;

namespace SsprBot.Talk;

/// <summary>Warns people shortly before their session ends, by the event <see cref="RootDialog.AlmostUp"/>.</summary>
public interface ISessionClock
{
    /// <summary>Watches the session that is open in a conversation; it takes the place of the one before.</summary>
    void Watch(ChatAddress chat, DateTimeOffset deadline);

    void Forget(ChatAddress chat);
}
