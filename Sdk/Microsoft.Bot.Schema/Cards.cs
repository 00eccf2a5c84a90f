using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

public class SuggestedActions(IList<string> to = null, IList<CardAction> actions = null)
{
    public SuggestedActions()
        : this(null, (IList<CardAction>)null)
    {
    }

    /// <summary>Throws <see cref="ArgumentNullException"/> when either is null.</summary>
    public SuggestedActions(IEnumerable<string> to, IEnumerable<CardAction> actions)
        : this(to.ToList(), actions.ToList())
    {
    }

    /// <summary>Ids of the users who are shown the actions; all of them when null.</summary>
    [JsonProperty(PropertyName = "to")]
    public IList<string> To { get; set; } = to;

    [JsonProperty(PropertyName = "actions")]
    public IList<CardAction> Actions { get; set; } = actions;
}

public class CardAction(
    string type = null,
    string title = null,
    string image = null,
    string text = null,
    string displayText = null,
    object value = null,
    object channelData = null)
{
    public CardAction()
        : this(null)
    {
    }

    /// <summary>One of <see cref="ActionTypes"/>.</summary>
    [JsonProperty(PropertyName = "type")]
    public string Type { get; set; } = type;

    [JsonProperty(PropertyName = "title")]
    public string Title { get; set; } = title;

    /// <summary>The URL of an image.</summary>
    [JsonProperty(PropertyName = "image")]
    public string Image { get; set; } = image;

    [JsonProperty(PropertyName = "text")]
    public string Text { get; set; } = text;

    [JsonProperty(PropertyName = "displayText")]
    public string DisplayText { get; set; } = displayText;

    [JsonProperty(PropertyName = "value")]
    public object Value { get; set; } = value;

    [JsonProperty(PropertyName = "channelData")]
    public object ChannelData { get; set; } = channelData;

    [JsonProperty(PropertyName = "imageAltText")]
    public string ImageAltText { get; set; }

    public static implicit operator CardAction(string input) => FromString(input);

    /// <summary>An action whose title and value are the text.</summary>
    public static CardAction FromString(string input) => new(title: input, value: input);
}

public class CardImage(string url = null, string alt = null, CardAction tap = null)
{
    public CardImage()
        : this(null)
    {
    }

    [JsonProperty(PropertyName = "url")]
    public string Url { get; set; } = url;

    [JsonProperty(PropertyName = "alt")]
    public string Alt { get; set; } = alt;

    [JsonProperty(PropertyName = "tap")]
    public CardAction Tap { get; set; } = tap;
}

public class HeroCard(
    string title = null,
    string subtitle = null,
    string text = null,
    IList<CardImage> images = null,
    IList<CardAction> buttons = null,
    CardAction tap = null)
{
    public const string ContentType = "application/vnd.microsoft.card.hero";

    public HeroCard()
        : this(null)
    {
    }

    [JsonProperty(PropertyName = "title")]
    public string Title { get; set; } = title;

    [JsonProperty(PropertyName = "subtitle")]
    public string Subtitle { get; set; } = subtitle;

    [JsonProperty(PropertyName = "text")]
    public string Text { get; set; } = text;

    [JsonProperty(PropertyName = "images")]
    public IList<CardImage> Images { get; set; } = images;

    [JsonProperty(PropertyName = "buttons")]
    public IList<CardAction> Buttons { get; set; } = buttons;

    [JsonProperty(PropertyName = "tap")]
    public CardAction Tap { get; set; } = tap;
}

public class ThumbnailCard(
    string title = null,
    string subtitle = null,
    string text = null,
    IList<CardImage> images = null,
    IList<CardAction> buttons = null,
    CardAction tap = null)
{
    public const string ContentType = "application/vnd.microsoft.card.thumbnail";

    public ThumbnailCard()
        : this(null)
    {
    }

    [JsonProperty(PropertyName = "title")]
    public string Title { get; set; } = title;

    [JsonProperty(PropertyName = "subtitle")]
    public string Subtitle { get; set; } = subtitle;

    [JsonProperty(PropertyName = "text")]
    public string Text { get; set; } = text;

    [JsonProperty(PropertyName = "images")]
    public IList<CardImage> Images { get; set; } = images;

    [JsonProperty(PropertyName = "buttons")]
    public IList<CardAction> Buttons { get; set; } = buttons;

    [JsonProperty(PropertyName = "tap")]
    public CardAction Tap { get; set; } = tap;
}

public class SigninCard(string text = null, IList<CardAction> buttons = null)
{
    public const string ContentType = "application/vnd.microsoft.card.signin";

    public SigninCard()
        : this(null)
    {
    }

    [JsonProperty(PropertyName = "text")]
    public string Text { get; set; } = text;

    [JsonProperty(PropertyName = "buttons")]
    public IList<CardAction> Buttons { get; set; } = buttons;

    public static SigninCard Create(string text, string buttonLabel, string url) =>
        new(text, [new CardAction(ActionTypes.Signin, buttonLabel, value: url)]);
}

public static class Extensions
{
    public static Attachment ToAttachment(this HeroCard card) => new(HeroCard.ContentType, content: card);

    public static Attachment ToAttachment(this ThumbnailCard card) => new(ThumbnailCard.ContentType, content: card);

    public static Attachment ToAttachment(this SigninCard card) => new(SigninCard.ContentType, content: card);
}
