using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Schema;

public class Attachment(string contentType = null, string contentUrl = null, object content = null, string name = null, string thumbnailUrl = null)
{
    public Attachment()
        : this(null)
    {
    }

    [JsonProperty(PropertyName = "contentType")]
    public string ContentType { get; set; } = contentType;

    [JsonProperty(PropertyName = "contentUrl")]
    public string ContentUrl { get; set; } = contentUrl;

    [JsonProperty(PropertyName = "content")]
    public object Content { get; set; } = content;

    [JsonProperty(PropertyName = "name")]
    public string Name { get; set; } = name;

    [JsonExtensionData(ReadData = true, WriteData = true)]
    public JObject Properties { get => field ??= []; set; }

    [JsonProperty(PropertyName = "thumbnailUrl")]
    public string ThumbnailUrl { get; set; } = thumbnailUrl;
}

public class AttachmentData(string type = null, string name = null, byte[] originalBase64 = null, byte[] thumbnailBase64 = null)
{
    public AttachmentData()
        : this(null)
    {
    }

    /// <summary>A media type.</summary>
    [JsonProperty(PropertyName = "type")]
    public string Type { get; set; } = type;

    [JsonProperty(PropertyName = "name")]
    public string Name { get; set; } = name;

    [JsonProperty(PropertyName = "originalBase64")]
    public byte[] OriginalBase64 { get; set; } = originalBase64;

    [JsonProperty(PropertyName = "thumbnailBase64")]
    public byte[] ThumbnailBase64 { get; set; } = thumbnailBase64;
}

public class AttachmentInfo(string name = null, string type = null, IList<AttachmentView> views = null)
{
    public AttachmentInfo()
        : this(null)
    {
    }

    [JsonProperty(PropertyName = "name")]
    public string Name { get; set; } = name;

    [JsonProperty(PropertyName = "type")]
    public string Type { get; set; } = type;

    [JsonProperty(PropertyName = "views")]
    public IList<AttachmentView> Views { get; set; } = views;
}

public class AttachmentView(string viewId = null, int? size = null)
{
    public AttachmentView()
        : this(null)
    {
    }

    [JsonProperty(PropertyName = "viewId")]
    public string ViewId { get; set; } = viewId;

    /// <summary>In bytes.</summary>
    [JsonProperty(PropertyName = "size")]
    public int? Size { get; set; } = size;
}
