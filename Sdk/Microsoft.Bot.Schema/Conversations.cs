using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

public class ConversationParameters(
    bool? isGroup = null,
    ChannelAccount bot = null,
    IList<ChannelAccount> members = null,
    string topicName = null,
    Activity activity = null,
    object channelData = null,
    string tenantId = null)
{
    public ConversationParameters()
        : this(null)
    {
    }

    [JsonProperty(PropertyName = "isGroup")]
    public bool? IsGroup { get; set; } = isGroup;

    [JsonProperty(PropertyName = "bot")]
    public ChannelAccount Bot { get; set; } = bot;

    [JsonProperty(PropertyName = "members")]
    public IList<ChannelAccount> Members { get; set; } = members;

    [JsonProperty(PropertyName = "topicName")]
    public string TopicName { get; set; } = topicName;

    /// <summary>The first message of the new conversation.</summary>
    [JsonProperty(PropertyName = "activity")]
    public Activity Activity { get; set; } = activity;

    [JsonProperty(PropertyName = "channelData")]
    public object ChannelData { get; set; } = channelData;

    [JsonProperty(PropertyName = "tenantId")]
    public string TenantId { get; set; } = tenantId;
}

public class ConversationResourceResponse(string activityId = null, string serviceUrl = null, string id = null)
{
    public ConversationResourceResponse()
        : this(null)
    {
    }

    [JsonProperty(PropertyName = "activityId")]
    public string ActivityId { get; set; } = activityId;

    [JsonProperty(PropertyName = "serviceUrl")]
    public string ServiceUrl { get; set; } = serviceUrl;

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; } = id;
}

public class ConversationMembers(string id = null, IList<ChannelAccount> members = null)
{
    public ConversationMembers()
        : this(null)
    {
    }

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; } = id;

    [JsonProperty(PropertyName = "members")]
    public IList<ChannelAccount> Members { get; set; } = members;
}

public class ConversationsResult(string continuationToken = null, IList<ConversationMembers> conversations = null)
{
    public ConversationsResult()
        : this(null)
    {
    }

    /// <summary>Null or empty on the last page.</summary>
    [JsonProperty(PropertyName = "continuationToken")]
    public string ContinuationToken { get; set; } = continuationToken;

    [JsonProperty(PropertyName = "conversations")]
    public IList<ConversationMembers> Conversations { get; set; } = conversations;
}

public class PagedMembersResult(string continuationToken = null, IList<ChannelAccount> members = null)
{
    public PagedMembersResult()
        : this(null)
    {
    }

    /// <summary>Null or empty on the last page.</summary>
    [JsonProperty(PropertyName = "continuationToken")]
    public string ContinuationToken { get; set; } = continuationToken;

    [JsonProperty(PropertyName = "members")]
    public IList<ChannelAccount> Members { get; set; } = members;
}

public class ResourceResponse(string id = null)
{
    public ResourceResponse()
        : this(null)
    {
    }

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; } = id;
}

public class Transcript(IList<Activity> activities = null)
{
    public Transcript()
        : this(null)
    {
    }

    [JsonProperty(PropertyName = "activities")]
    public IList<Activity> Activities { get; set; } = activities;
}

/// <summary>The body of the response to an activity sent with <see cref="DeliveryModes.ExpectReplies"/>.</summary>
public class ExpectedReplies(IList<Activity> activities = null)
{
    public ExpectedReplies()
        : this(null)
    {
    }

    [JsonProperty(PropertyName = "activities")]
    public IList<Activity> Activities { get; set; } = activities;
}
