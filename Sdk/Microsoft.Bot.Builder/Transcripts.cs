using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder;

public interface ITranscriptLogger
{
    Task LogActivityAsync(IActivity activity);
}

public interface ITranscriptStore : ITranscriptLogger
{
    /// <summary>From the start date on, a page at a time.</summary>
    Task<PagedResult<IActivity>> GetTranscriptActivitiesAsync(string channelId, string conversationId, string continuationToken = null, DateTimeOffset startDate = default);

    Task<PagedResult<TranscriptInfo>> ListTranscriptsAsync(string channelId, string continuationToken = null);

    Task DeleteTranscriptAsync(string channelId, string conversationId);
}

public class PagedResult<T>
{
    public T[] Items { get; set; } = [];

    /// <summary>Null on the last page.</summary>
    public string ContinuationToken { get; set; }
}

public class TranscriptInfo
{
    public string ChannelId { get; set; }

    /// <summary>The id of the conversation.</summary>
    public string Id { get; set; }

    public DateTimeOffset Created { get; set; }
}
