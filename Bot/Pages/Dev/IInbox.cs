namespace SsprBot.Pages.Dev;

/// <summary>A mail, text or call that the bot sent.</summary>
/// <param name="Kind"><c>mail</c>, <c>sms</c> or <c>call</c>.</param>
/// <param name="Subject">Empty where there is none.</param>
public sealed record InboxItem(string Id, string Kind, string To, string Subject, string Text, DateTimeOffset SentAt);

/// <summary>The developer's inbox: everything that would have reached somebody.</summary>
public interface IInbox
{
    /// <returns>In any order.</returns>
    Task<IReadOnlyList<InboxItem>> ReadAsync(CancellationToken ct);
}
