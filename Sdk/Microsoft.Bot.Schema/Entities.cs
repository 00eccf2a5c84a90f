using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Schema;

/// <summary>Something said about an activity. Two entities are equal when their JSON is.</summary>
public class Entity(string type = null)
{
    public Entity()
        : this(null)
    {
    }

    [JsonProperty(PropertyName = "type")]
    public string Type { get; set; } = type;

    [JsonExtensionData(ReadData = true, WriteData = true)]
    public JObject Properties { get => field ??= []; set; }

    public T GetAs<T>() => SchemaJson.Convert<T>(this);

    public void SetAs<T>(T obj)
    {
        var entity = SchemaJson.Convert<Entity>(obj);
        Type = entity.Type;
        Properties = entity.Properties;
    }

    public bool Equals(Entity other) =>
        other is not null
        && (ReferenceEquals(this, other)
            || JToken.DeepEquals(JToken.FromObject(this, SchemaJson.Serializer), JToken.FromObject(other, SchemaJson.Serializer)));

    public override bool Equals(object obj) => Equals(obj as Entity);

    public override int GetHashCode() => Type is null ? 0 : StringComparer.Ordinal.GetHashCode(Type);
}

/// <summary>Someone is named in the text of a message.</summary>
public class Mention(ChannelAccount mentioned = null, string text = null, string type = null) : Entity(type ?? "mention")
{
    public Mention()
        : this(null)
    {
    }

    [JsonProperty(PropertyName = "mentioned")]
    public ChannelAccount Mentioned { get; set; } = mentioned;

    /// <summary>The part of the message's text that names them, as it is written there.</summary>
    [JsonProperty(PropertyName = "text")]
    public string Text { get; set; } = text;
}

public class MessageReaction(string type = null)
{
    public MessageReaction()
        : this(null)
    {
    }

    /// <summary>One of <see cref="MessageReactionTypes"/>, or a name of the channel's own.</summary>
    [JsonProperty(PropertyName = "type")]
    public string Type { get; set; } = type;
}

public class SemanticAction(string id = null, IDictionary<string, Entity> entities = null)
{
    public SemanticAction()
        : this(null)
    {
    }

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; } = id;

    [JsonProperty(PropertyName = "entities")]
    public IDictionary<string, Entity> Entities { get; set; } = entities;

    /// <summary>start, continue or done.</summary>
    [JsonProperty(PropertyName = "state")]
    public string State { get; set; }
}

public class TextHighlight(string text = null, int? occurrence = null)
{
    public TextHighlight()
        : this(null)
    {
    }

    [JsonProperty(PropertyName = "text")]
    public string Text { get; set; } = text;

    /// <summary>Counted from 1.</summary>
    [JsonProperty(PropertyName = "occurrence")]
    public int? Occurrence { get; set; } = occurrence;
}
