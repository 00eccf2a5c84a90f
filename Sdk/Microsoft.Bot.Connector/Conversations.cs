using Microsoft.Bot.Schema;
using Microsoft.Rest;

namespace Microsoft.Bot.Connector;

public class Conversations(ConnectorClient client) : IServiceOperations<ConnectorClient>, IConversations
{
    public ConnectorClient Client { get; } = client ?? throw new ArgumentNullException(nameof(client));

    public Task<HttpOperationResponse<ConversationsResult>> GetConversationsWithHttpMessagesAsync(string continuationToken = null, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        var query = continuationToken is null ? string.Empty : $"?continuationToken={Uri.EscapeDataString(continuationToken)}";
        return Client.CallAsync<ConversationsResult>(new(HttpMethod.Get, $"v3/conversations{query}", null, null, customHeaders), cancellationToken);
    }

    public Task<HttpOperationResponse<ConversationResourceResponse>> CreateConversationWithHttpMessagesAsync(ConversationParameters parameters, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return Client.CallAsync<ConversationResourceResponse>(new(HttpMethod.Post, "v3/conversations", null, parameters, customHeaders), cancellationToken);
    }

    public Task<HttpOperationResponse<ResourceResponse>> SendToConversationWithHttpMessagesAsync(string conversationId, Activity activity, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return InAsync<ResourceResponse>(HttpMethod.Post, conversationId, "activities", activity, customHeaders, cancellationToken);
    }

    public Task<HttpOperationResponse<ResourceResponse>> SendConversationHistoryWithHttpMessagesAsync(string conversationId, Transcript transcript, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        return InAsync<ResourceResponse>(HttpMethod.Post, conversationId, "activities/history", transcript, customHeaders, cancellationToken);
    }

    public Task<HttpOperationResponse<ResourceResponse>> UpdateActivityWithHttpMessagesAsync(string conversationId, string activityId, Activity activity, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return InAsync<ResourceResponse>(HttpMethod.Put, conversationId, $"activities/{Segment(activityId)}", activity, customHeaders, cancellationToken);
    }

    public Task<HttpOperationResponse<ResourceResponse>> ReplyToActivityWithHttpMessagesAsync(string conversationId, string activityId, Activity activity, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return InAsync<ResourceResponse>(HttpMethod.Post, conversationId, $"activities/{Segment(activityId)}", activity, customHeaders, cancellationToken);
    }

    public Task<HttpOperationResponse> DeleteActivityWithHttpMessagesAsync(string conversationId, string activityId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        Client.CallAsync(In(HttpMethod.Delete, conversationId, $"activities/{Segment(activityId)}", null, customHeaders), cancellationToken);

    public Task<HttpOperationResponse<IList<ChannelAccount>>> GetConversationMembersWithHttpMessagesAsync(string conversationId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        InAsync<IList<ChannelAccount>>(HttpMethod.Get, conversationId, "members", null, customHeaders, cancellationToken);

    public Task<HttpOperationResponse<ChannelAccount>> GetConversationMemberWithHttpMessagesAsync(string userId, string conversationId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        InAsync<ChannelAccount>(HttpMethod.Get, conversationId, $"members/{Segment(userId)}", null, customHeaders, cancellationToken);

    public Task<HttpOperationResponse<PagedMembersResult>> GetConversationPagedMembersWithHttpMessagesAsync(string conversationId, int? pageSize = null, string continuationToken = null, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        var size = pageSize is null ? null : FormattableString.Invariant($"pageSize={pageSize}");
        var token = continuationToken is null ? null : $"continuationToken={Uri.EscapeDataString(continuationToken)}";
        var query = (size, token) switch
        {
            (null, null) => string.Empty,
            (_, null) => $"?{size}",
            (null, _) => $"?{token}",
            _ => $"?{size}&{token}",
        };
        return InAsync<PagedMembersResult>(HttpMethod.Get, conversationId, $"pagedmembers{query}", null, customHeaders, cancellationToken);
    }

    public Task<HttpOperationResponse> DeleteConversationMemberWithHttpMessagesAsync(string conversationId, string memberId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        Client.CallAsync(In(HttpMethod.Delete, conversationId, $"members/{Segment(memberId)}", null, customHeaders), cancellationToken);

    public Task<HttpOperationResponse<IList<ChannelAccount>>> GetActivityMembersWithHttpMessagesAsync(string conversationId, string activityId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        InAsync<IList<ChannelAccount>>(HttpMethod.Get, conversationId, $"activities/{Segment(activityId)}/members", null, customHeaders, cancellationToken);

    public Task<HttpOperationResponse<ResourceResponse>> UploadAttachmentWithHttpMessagesAsync(string conversationId, AttachmentData attachmentUpload, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(attachmentUpload);
        return InAsync<ResourceResponse>(HttpMethod.Post, conversationId, "attachments", attachmentUpload, customHeaders, cancellationToken);
    }

    /// <summary>Dots alone would be a way to another path, and cannot be escaped.</summary>
    internal static string Segment(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id is "." or ".." ? throw new ArgumentException("An id cannot be dots alone.", nameof(id)) : Uri.EscapeDataString(id);
    }

    private static ConnectorClient.Call In(HttpMethod method, string conversationId, string path, object body, Dictionary<string, List<string>> headers) =>
        new(method, $"v3/conversations/{Segment(conversationId)}/{path}", conversationId, body, headers);

    private Task<HttpOperationResponse<T>> InAsync<T>(HttpMethod method, string conversationId, string path, object body, Dictionary<string, List<string>> headers, CancellationToken cancellationToken) =>
        Client.CallAsync<T>(In(method, conversationId, path, body, headers), cancellationToken);
}
