using Microsoft.Bot.Schema;
using Microsoft.Rest;

namespace Microsoft.Bot.Connector;

public class Attachments(ConnectorClient client) : IServiceOperations<ConnectorClient>, IAttachments
{
    public ConnectorClient Client { get; } = client ?? throw new ArgumentNullException(nameof(client));

    public Task<HttpOperationResponse<AttachmentInfo>> GetAttachmentInfoWithHttpMessagesAsync(string attachmentId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        var path = $"v3/attachments/{Conversations.Segment(attachmentId)}";
        return Client.CallAsync<AttachmentInfo>(new(HttpMethod.Get, path, null, null, customHeaders), cancellationToken);
    }

    public Task<HttpOperationResponse<Stream>> GetAttachmentWithHttpMessagesAsync(string attachmentId, string viewId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        var path = $"v3/attachments/{Conversations.Segment(attachmentId)}/views/{Conversations.Segment(viewId)}";
        return Client.CallAsync<Stream>(new(HttpMethod.Get, path, null, null, customHeaders), cancellationToken);
    }
}
