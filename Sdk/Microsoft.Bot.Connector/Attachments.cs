using Microsoft.Bot.Schema;
using Microsoft.Rest;

namespace Microsoft.Bot.Connector;

public class Attachments(ConnectorClient client) : IServiceOperations<ConnectorClient>, IAttachments
{
    public ConnectorClient Client { get; } = client ?? throw new ArgumentNullException(nameof(client));

    public Task<HttpOperationResponse<AttachmentInfo>> GetAttachmentInfoWithHttpMessagesAsync(string attachmentId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(attachmentId);
        var path = $"v3/attachments/{Uri.EscapeDataString(attachmentId)}";
        return Client.CallAsync<AttachmentInfo>(new(HttpMethod.Get, path, null, null, customHeaders), cancellationToken);
    }

    public Task<HttpOperationResponse<Stream>> GetAttachmentWithHttpMessagesAsync(string attachmentId, string viewId, Dictionary<string, List<string>> customHeaders = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(attachmentId);
        ArgumentNullException.ThrowIfNull(viewId);
        var path = $"v3/attachments/{Uri.EscapeDataString(attachmentId)}/views/{Uri.EscapeDataString(viewId)}";
        return Client.CallAsync<Stream>(new(HttpMethod.Get, path, null, null, customHeaders), cancellationToken);
    }
}
