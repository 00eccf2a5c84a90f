using System.Globalization;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Xunit;

namespace SsprBot.Sdk;

public sealed class SchemaTests
{
    private static readonly JsonSerializerSettings NoNulls = new() { NullValueHandling = NullValueHandling.Ignore };

    [Fact]
    public void An_activity_has_the_names_of_the_protocol() => Assert.Equal(
        "type id timestamp localTimestamp localTimezone serviceUrl channelId from conversation recipient textFormat attachmentLayout membersAdded "
        + "membersRemoved reactionsAdded reactionsRemoved topicName historyDisclosed locale text speak inputHint summary suggestedActions attachments "
        + "entities channelData action replyToId label valueType value name relatesTo code expiration importance deliveryMode listenFor textHighlights "
        + "semanticAction callerId",
        string.Join(' ', JObject.FromObject(new Activity()).Properties().Select(member => member.Name)));

    [Fact]
    public void What_the_protocol_does_not_name_is_kept()
    {
        const string json = """
            {"type":"message","from":{"id":"u","aadObjectId":"a","role":"user","givenName":"Ada"},
             "conversation":{"isGroup":true,"conversationType":"channel","id":"c","tenantId":"t","meeting":{"id":1}},
             "recipient":{"id":"b"},"text":"hi",
             "suggestedActions":{"to":["u"],"actions":[{"type":"imBack","title":"t","value":{"v":1},"imageAltText":"i"}]},
             "attachments":[{"contentType":"x/y","content":{"c":[1]},"size":3}],
             "entities":[{"type":"mention","mentioned":{"id":"b"},"text":"<at>b</at>"},{"type":"other","deep":{"er":true}}],
             "channelData":{"tenant":{"id":"t"}},"historyDisclosed":false,"semanticAction":{"id":"s","entities":{"e":{"type":"x","y":1}},"state":"start"},
             "callerId":"urn:botframework:azure","unheardOf":{"of":[null]}}
            """;
        var activity = JsonConvert.DeserializeObject<Activity>(json)!;

        Assert.Equal(JObject.Parse(json), JObject.Parse(JsonConvert.SerializeObject(activity, NoNulls)), JToken.EqualityComparer);
        Assert.Equal("Ada", (string?)activity.From.Properties["givenName"]);
        Assert.Empty(activity.Recipient.Properties);
    }

    [Fact]
    public void The_long_constructor_fills_every_member()
    {
        var now = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var arguments = typeof(Activity).GetConstructors().Single(constructor => constructor.GetParameters().Length > 0).GetParameters()
            .Select(parameter => parameter.ParameterType switch
            {
                var type when type == typeof(string) || type == typeof(object) => parameter.Name,
                var type when type == typeof(bool?) => true,
                var type when type == typeof(DateTimeOffset?) => now,
                var type when type.IsInterface => Activator.CreateInstance(typeof(List<>).MakeGenericType(type.GetGenericArguments())),
                var type => Activator.CreateInstance(type),
            }).ToArray();
        var activity = (Activity)Activator.CreateInstance(typeof(Activity), arguments)!;

        var given = JObject.Parse(JsonConvert.SerializeObject(activity, NoNulls)).Properties().ToDictionary(member => member.Name, member => member.Value);
        Assert.Equal("callerId", Assert.Single(JObject.FromObject(activity).Properties(), member => !given.ContainsKey(member.Name)).Name);
        Assert.All(given.Where(member => member.Value.Type == JTokenType.String), member => Assert.Equal(member.Key, (string?)member.Value));
    }

    [Theory]
    [InlineData("message", "Message")]
    [InlineData("MESSAGE", "Message")]
    [InlineData("message/card", "Message")]
    [InlineData("messages", "")]
    [InlineData("messageUpdate", "MessageUpdate")]
    [InlineData("messageDelete", "MessageDelete")]
    [InlineData("messageReaction", "MessageReaction")]
    [InlineData("contactRelationUpdate", "ContactRelationUpdate")]
    [InlineData("installationUpdate", "InstallationUpdate")]
    [InlineData("conversationUpdate", "ConversationUpdate")]
    [InlineData("typing", "Typing")]
    [InlineData("endOfConversation", "EndOfConversation")]
    [InlineData("event", "Event")]
    [InlineData("invoke", "Invoke")]
    [InlineData("suggestion", "Suggestion")]
    [InlineData("trace", "Trace")]
    [InlineData("handoff", "Handoff")]
    [InlineData("command", "Command")]
    [InlineData("commandResult", "CommandResult")]
    [InlineData(null, "")]
    public void An_activity_is_only_what_its_type_says(string? type, string expected)
    {
        var activity = new Activity(type);
        var views = typeof(Activity).GetMethods()
            .Where(method => method.Name.StartsWith("As", StringComparison.Ordinal) && method.GetParameters().Length == 0)
            .Where(method => method.Invoke(activity, null) is not null)
            .Select(method => method.Name[2..^"Activity".Length]);

        Assert.Equal(expected, string.Join(' ', views));
    }

    [Fact]
    public void New_activities_have_the_lists_that_are_written_to()
    {
        Assert.Equal(
            """{"type":"message","attachments":[],"entities":[]}""",
            JsonConvert.SerializeObject(Activity.CreateMessageActivity(), NoNulls));
        Assert.Equal(
            """{"type":"conversationUpdate","membersAdded":[],"membersRemoved":[]}""",
            JsonConvert.SerializeObject(Activity.CreateConversationUpdateActivity(), NoNulls));
        Assert.Equal(
            """{"type":"trace","label":"l","valueType":"Int32","value":5,"name":"n"}""",
            JsonConvert.SerializeObject(Activity.CreateTraceActivity("n", null, 5, "l"), NoNulls));
        Assert.Equal(
            ["contactRelationUpdate", "typing", "handoff", "endOfConversation", "event", "invoke"],
            new IActivity[]
            {
                Activity.CreateContactRelationUpdateActivity(),
                Activity.CreateTypingActivity(),
                Activity.CreateHandoffActivity(),
                Activity.CreateEndOfConversationActivity(),
                Activity.CreateEventActivity(),
                Activity.CreateInvokeActivity(),
            }.Select(activity => activity.Type));
    }

    [Fact]
    public void A_reply_goes_back_to_the_sender()
    {
        var reply = Incoming().CreateReply("hello");

        Assert.NotNull(reply.Timestamp);
        reply.Timestamp = null;
        const string expected = """
            {"type":"message","serviceUrl":"https://service/","channelId":"test","from":{"id":"bot","name":"Bot"},
             "conversation":{"isGroup":false,"id":"c1","name":"Chat"},"recipient":{"id":"ada","name":"Ada"},"locale":"nl-NL","text":"hello",
             "attachments":[],"entities":[],"replyToId":"7"}
            """;
        Assert.Equal(JToken.Parse(expected), JToken.Parse(JsonConvert.SerializeObject(reply, NoNulls)), JToken.EqualityComparer);
        Assert.Equal(("", "fr"), (Incoming().CreateReply(locale: "fr").Text, Incoming().CreateReply(locale: "fr").Locale));
    }

    [Theory]
    [InlineData("directline", "conversationUpdate", null)]
    [InlineData("webchat", "conversationUpdate", null)]
    [InlineData("msteams", "conversationUpdate", "7")]
    [InlineData("directline", "message", "7")]
    public void Nothing_replies_to_a_conversation_update_of_a_web_chat(string channel, string type, string? expected)
    {
        var activity = Incoming();
        (activity.ChannelId, activity.Type) = (channel, type);

        Assert.Equal(expected, activity.CreateReply().ReplyToId);
        Assert.Equal(expected, ((Activity)activity.CreateTrace("t")).ReplyToId);
        Assert.Equal(expected, activity.GetConversationReference().ActivityId);
        Assert.Equal("9", activity.GetReplyConversationReference(new ResourceResponse("9")).ActivityId);
    }

    [Fact]
    public void A_conversation_reference_addresses_an_activity_both_ways()
    {
        var reference = Incoming().GetConversationReference();

        var outgoing = new Activity(id: "new").ApplyConversationReference(reference);
        Assert.Equal(("new", "7", "bot", "ada", "nl-NL", "c1", "test", "https://service/"), Address(outgoing));

        var incoming = new Activity(locale: "en-US").ApplyConversationReference(reference, isIncoming: true);
        Assert.Equal(("7", null, "ada", "bot", "nl-NL", "c1", "test", "https://service/"), Address(incoming));

        (reference.Locale, reference.ActivityId) = (null, null);
        var kept = new Activity(id: "new", replyToId: "old", locale: "en-US").ApplyConversationReference(reference);
        Assert.Equal(("new", "old", "bot", "ada", "en-US", "c1", "test", "https://service/"), Address(kept));
    }

    [Fact]
    public void A_conversation_is_continued_with_an_event()
    {
        var reference = Incoming().GetConversationReference();
        var continuation = reference.GetContinuationActivity();

        Assert.Equal(("7", null, "ada", "bot", "nl-NL", "c1", "test", "https://service/"), Address(continuation));
        Assert.Equal(("event", "ContinueConversation"), (continuation.Type, continuation.Name));
        Assert.Same(reference, continuation.RelatesTo);
        Assert.Equal("nl-NL", new ConversationReference(CultureInfo.GetCultureInfo("nl-NL")).Locale);
        Assert.NotNull(new ConversationReference().GetContinuationActivity().Id);
    }

    [Fact]
    public void Mentions_are_found_and_taken_out_of_the_text()
    {
        var message = Incoming();
        Assert.Empty(message.GetMentions());

        message.Text = "<AT>Bot</AT> reset <at>Bot</at> for <at>Eve</at>";
        message.Entities =
        [
            JsonConvert.DeserializeObject<Entity>("""{"type":"mention","mentioned":{"id":"bot"},"text":"<at>Bot</at>"}"""),
            new Mention(new ChannelAccount("eve"), "<at>Eve</at>"),
            new Entity("clientInfo"),
        ];

        Assert.Equal(["bot <at>Bot</at> mention", "eve <at>Eve</at> mention"], message.GetMentions().Select(mention => $"{mention.Mentioned.Id} {mention.Text} {mention.Type}"));
        Assert.True(message.MentionsRecipient());
        Assert.True(message.MentionsId("eve"));
        Assert.False(message.MentionsId("ada"));
        Assert.Equal("reset  for <at>Eve</at>", message.RemoveRecipientMention());
        Assert.Equal("reset  for", message.RemoveMentionText("eve"));
        Assert.Equal("reset  for", message.Text);
    }

    [Fact]
    public void A_mention_without_text_is_known_by_the_name_of_the_recipient()
    {
        var message = Incoming();
        message.Text = "<at>Bot</at> help";
        message.Entities = [new Mention(new ChannelAccount("bot"))];

        Assert.Equal("help", message.RemoveRecipientMention());
    }

    [Fact]
    public void Channel_data_is_read_as_a_type()
    {
        var typed = new Attachment(name: "typed");
        Assert.Same(typed, new Activity(channelData: typed).GetChannelData<Attachment>());
        Assert.Equal("json", new Activity(channelData: JObject.Parse("""{"name":"json"}""")).GetChannelData<Attachment>().Name);
        Assert.Null(new Activity().GetChannelData<Attachment>());

        Assert.True(new Activity(channelData: JObject.Parse("""{"name":"json"}""")).TryGetChannelData<Attachment>(out var found));
        Assert.Equal("json", found.Name);
        Assert.False(new Activity().TryGetChannelData<Attachment>(out _));
        Assert.False(new Activity(channelData: "text").TryGetChannelData<Attachment>(out _));
        Assert.False(new Activity(channelData: JObject.Parse("""{"size":"large"}""")).TryGetChannelData<AttachmentView>(out _));
        Assert.Throws<InvalidCastException>(new Activity(channelData: "text").GetChannelData<Attachment>);
    }

    [Fact]
    public void Only_what_can_be_seen_is_content()
    {
        Assert.False(new Activity(text: " ", summary: "", attachments: []).HasContent());
        Assert.True(new Activity(text: "t").HasContent());
        Assert.True(new Activity(summary: "s").HasContent());
        Assert.True(new Activity(attachments: [new Attachment()]).HasContent());
        Assert.True(new Activity(channelData: new object()).HasContent());
    }

    [Fact]
    public void A_service_url_that_is_not_http_is_a_streaming_connection()
    {
        Assert.True(new Activity(serviceUrl: "urn:botframework:WebSocket:wss://x").IsFromStreamingConnection());
        Assert.False(new Activity(serviceUrl: "HTTPS://x").IsFromStreamingConnection());
        Assert.False(new Activity().IsFromStreamingConnection());
    }

    [Fact]
    public void An_entity_takes_the_shape_of_a_type_and_gives_it_back()
    {
        var entity = new Entity();
        entity.SetAs(new Mention(new ChannelAccount("bot"), "@bot"));

        Assert.Equal(("mention", "@bot"), (entity.Type, (string?)entity.Properties["text"]));
        Assert.Equal(("mention", "bot"), (entity.GetAs<Mention>().Type, entity.GetAs<Mention>().Mentioned.Id));

        var same = JsonConvert.DeserializeObject<Entity>(JsonConvert.SerializeObject(entity, NoNulls))!;
        same.Properties["mentioned"] = entity.Properties["mentioned"];
        Assert.Equal(entity, same);
        Assert.Equal(entity.GetHashCode(), same.GetHashCode());
        same.Properties["text"] = "@eve";
        Assert.NotEqual(entity, same);
        Assert.NotEqual<object>(entity, "mention");
    }

    [Fact]
    public void Actions_and_cards_are_made_in_one_line()
    {
        CardAction action = "yes";
        Assert.Equal(("yes", "yes", (string?)null), (action.Title, action.Value, action.Type));
        Assert.Equal(["a", "b"], new SuggestedActions(["u"], Enumerable.Repeat<CardAction>("a", 1).Append("b")).Actions.Select(each => each.Title));

        var hero = new HeroCard("title", buttons: [action]);
        Assert.Equal(
            ["application/vnd.microsoft.card.hero", "application/vnd.microsoft.card.thumbnail", "application/vnd.microsoft.card.signin"],
            new[] { hero.ToAttachment(), new ThumbnailCard().ToAttachment(), new SigninCard().ToAttachment() }.Select(card => card.ContentType));
        Assert.Same(hero, hero.ToAttachment().Content);
        Assert.Equal(
            """{"text":"Sign in","buttons":[{"type":"signin","title":"Go","value":"https://x"}]}""",
            JsonConvert.SerializeObject(SigninCard.Create("Sign in", "Go", "https://x"), NoNulls));
    }

    private static Activity Incoming() => new(
        ActivityTypes.Message,
        "7",
        serviceUrl: "https://service/",
        channelId: "test",
        from: new ChannelAccount("ada", "Ada", "user"),
        conversation: new ConversationAccount(false, id: "c1", name: "Chat", tenantId: "t1"),
        recipient: new ChannelAccount("bot", "Bot"),
        locale: "nl-NL");

    private static (string, string, string, string, string, string, string, string) Address(Activity activity) => (
        activity.Id,
        activity.ReplyToId,
        activity.From.Id,
        activity.Recipient.Id,
        activity.Locale,
        activity.Conversation.Id,
        activity.ChannelId,
        activity.ServiceUrl);
}
