using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Schema;

public class ChannelAccount(string id = null, string name = null, string role = null, string aadObjectId = null)
{
    public ChannelAccount()
        : this(null)
    {
    }

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; } = id;

    [JsonProperty(PropertyName = "name")]
    public string Name { get; set; } = name;

    /// <summary>The object id in Microsoft Entra ID; only some channels send it.</summary>
    [JsonProperty(PropertyName = "aadObjectId")]
    public string AadObjectId { get; set; } = aadObjectId;

    [JsonExtensionData(ReadData = true, WriteData = true)]
    public JObject Properties { get => field ??= []; set; }

    /// <summary>One of <see cref="RoleTypes"/>.</summary>
    [JsonProperty(PropertyName = "role")]
    public string Role { get; set; } = role;
}

public class ConversationAccount(
    bool? isGroup = null,
    string conversationType = null,
    string id = null,
    string name = null,
    string aadObjectId = null,
    string role = null,
    string tenantId = null)
{
    public ConversationAccount()
        : this(null)
    {
    }

    [JsonProperty(PropertyName = "isGroup")]
    public bool? IsGroup { get; set; } = isGroup;

    [JsonProperty(PropertyName = "conversationType")]
    public string ConversationType { get; set; } = conversationType;

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; } = id;

    [JsonProperty(PropertyName = "name")]
    public string Name { get; set; } = name;

    [JsonProperty(PropertyName = "aadObjectId")]
    public string AadObjectId { get; set; } = aadObjectId;

    [JsonExtensionData(ReadData = true, WriteData = true)]
    public JObject Properties { get => field ??= []; set; }

    [JsonProperty(PropertyName = "role")]
    public string Role { get; set; } = role;

    [JsonProperty(PropertyName = "tenantId")]
    public string TenantId { get; set; } = tenantId;
}

/// <summary>Where a conversation is, so that the bot can speak in it later.</summary>
public class ConversationReference(
    CultureInfo locale,
    string activityId = null,
    ChannelAccount user = null,
    ChannelAccount bot = null,
    ConversationAccount conversation = null,
    string channelId = null,
    string serviceUrl = null)
{
    public ConversationReference()
        : this((CultureInfo)null)
    {
    }

    public ConversationReference(
        string activityId = null,
        ChannelAccount user = null,
        ChannelAccount bot = null,
        ConversationAccount conversation = null,
        string channelId = null,
        string serviceUrl = null)
        : this(null, activityId, user, bot, conversation, channelId, serviceUrl)
    {
    }

    [JsonProperty(PropertyName = "activityId")]
    public string ActivityId { get; set; } = activityId;

    [JsonProperty(PropertyName = "user")]
    public ChannelAccount User { get; set; } = user;

    [JsonProperty(PropertyName = "bot")]
    public ChannelAccount Bot { get; set; } = bot;

    [JsonProperty(PropertyName = "conversation")]
    public ConversationAccount Conversation { get; set; } = conversation;

    [JsonProperty(PropertyName = "channelId")]
    public string ChannelId { get; set; } = channelId;

    /// <summary>A BCP-47 language tag.</summary>
    [JsonProperty(PropertyName = "locale")]
    public string Locale { get; set; } = locale?.ToString();

    [JsonProperty(PropertyName = "serviceUrl")]
    public string ServiceUrl { get; set; } = serviceUrl;

    /// <summary>The event a proactive turn begins with; it gets a new id unless the reference has one.</summary>
    public Activity GetContinuationActivity() => new(ActivityTypes.Event)
    {
        Name = ActivityEventNames.ContinueConversation,
        Id = ActivityId ?? Guid.NewGuid().ToString(),
        ChannelId = ChannelId,
        Locale = Locale,
        ServiceUrl = ServiceUrl,
        Conversation = Conversation,
        Recipient = Bot,
        From = User,
        RelatesTo = this,
    };
}
