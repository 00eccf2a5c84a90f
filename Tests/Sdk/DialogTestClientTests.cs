using System.Text.RegularExpressions;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Builder.Testing;
using Microsoft.Bot.Builder.Testing.XUnit;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using Xunit;
using Xunit.Abstractions;

namespace SsprBot.Sdk;

public partial class DialogTestClientTests
{
    [Fact]
    public async Task A_client_returns_the_replies_one_by_one()
    {
        var client = new DialogTestClient("msteams", Twice());

        Assert.Equal("one hi", (await client.SendActivityAsync<IMessageActivity>("hi")).Text);
        Assert.Equal("two msteams", client.GetNextReply<IMessageActivity>().Text);
        Assert.Null(client.GetNextReply<IMessageActivity>());
        Assert.Equal(DialogTurnStatus.Waiting, client.DialogTurnResult.Status);

        Assert.Null(await client.SendActivityAsync<IMessageActivity>(new Activity(ActivityTypes.Message, text: "bye")));
        Assert.Equal((DialogTurnStatus.Complete, "given bye"), (client.DialogTurnResult.Status, client.DialogTurnResult.Result));
        Assert.Empty(client.DialogContext.Stack);
    }

    [Fact]
    public async Task A_dialog_that_has_ended_begins_again()
    {
        var client = new DialogTestClient("test", Twice());
        await client.SendActivityAsync<IMessageActivity>("hi");
        await client.SendActivityAsync<IMessageActivity>("bye");
        client.GetNextReply<IMessageActivity>();

        Assert.Equal("one again", (await client.SendActivityAsync<IMessageActivity>("again")).Text);
    }

    [Fact]
    public async Task Options_adapter_middleware_and_state_can_be_given()
    {
        var output = new Output();
        var state = new ConversationState(new MemoryStorage());
        var adapter = new TestAdapter("sms");
        var client = new DialogTestClient(adapter, Twice(), "special", [new XUnitDialogTestLogger(output)], state);
        await client.SendActivityAsync<IMessageActivity>("hi");
        await client.SendActivityAsync<IMessageActivity>("bye");

        Assert.Same(state, client.ConversationState);
        Assert.Equal("special bye", client.DialogTurnResult.Result);
        Assert.Equal(
            """
            User:  Text = hi
            Bot:   Text = one hi Speak = InputHint = acceptingInput
            Bot:   Text = two sms Speak = InputHint = acceptingInput
            User:  Text = bye
            """,
            output.Read());
    }

    [Fact]
    public async Task What_is_no_message_is_logged_whole()
    {
        var output = new Output();
        await new DialogTestClient("test", Twice(), null, [new XUnitDialogTestLogger(output)]).SendActivityAsync<IMessageActivity>(new Activity("event", name: "poke"));

        Assert.Equal("\r\nUser:  Activity = ActivityTypes.event", output.Lines[0]);
        Assert.Equal("poke", (string?)JObject.Parse(output.Lines[1])["name"]);
        Assert.StartsWith("       -> ts: ", output.Lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Test_data_travel_as_json()
    {
        var info = new Info();
        new TestDataObject(new Data("a", 1)).Serialize(info);
        var other = new TestDataObject();
        other.Deserialize(info);

        Assert.Equal(new Data("a", 1), other.GetObject<Data>());
        Assert.Equal("""{"Name":"a","Number":1}""", other.TestObject);
    }

    private static WaterfallDialog Twice() => new("twice", [
        async (step, ct) =>
        {
            await step.Context.SendActivityAsync($"one {step.Context.Activity.Text}", cancellationToken: ct);
            await step.Context.SendActivityAsync($"two {step.Context.Activity.ChannelId}", cancellationToken: ct);
            return Dialog.EndOfTurn;
        },
        (step, ct) => step.EndDialogAsync($"{step.Options ?? "given"} {step.Result}", ct),
    ]);

    private sealed record Data(string Name, int Number);

    private sealed partial class Output : ITestOutputHelper
    {
        public List<string> Lines { get; } = [];

        public void WriteLine(string message) => Lines.Add(message);

        public void WriteLine(string format, params object[] args) => throw new NotSupportedException();

        /// <summary>Without the clock.</summary>
        public string Read()
        {
            Assert.All(Lines.Where((_, index) => index % 2 == 1), line => Assert.Matches(@"^ +-> ts: \d\d:\d\d:\d\d( elapsed: \d+ ms)?$", line));
            return string.Join('\n', Lines.Where((_, index) => index % 2 == 0).Select(line => Breaks().Replace(line.Trim(), " ")));
        }

        [GeneratedRegex(@"\s*\r\n +")]
        private static partial Regex Breaks();
    }

    private sealed class Info : IXunitSerializationInfo
    {
        private readonly Dictionary<string, object?> _values = [];

        public void AddValue(string key, object? value, Type? type = null) => _values[key] = value;

        public object? GetValue(string key, Type type) => _values[key];

        public T GetValue<T>(string key) => (T)_values[key]!;
    }
}
