using System.Text;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SsprBot.Sdk;

/// <summary>Talks with the first of some dialogs and writes down what was said. State goes through storage after every turn.</summary>
internal sealed class DialogTalk(params Dialog[] dialogs)
{
    private readonly StringBuilder _said = new();

    public Dictionary<string, JObject> Memory { get; } = [];

    /// <summary>Keep state as JSON without type names, as most storage does.</summary>
    public bool Untyped { get; init; }

    public string Channel { get; init; } = "test";

    public string? Locale { get; init; } = "en-us";

    public object? Options { get; init; }

    public bool EnableTrace { get; init; }

    public DialogTurnResult Last { get; private set; } = new(DialogTurnStatus.Empty);

    /// <summary>The stack as it is stored.</summary>
    public JArray Stack => Items(Memory.Values.Single()["dialog"]!["dialogStack"]!);

    /// <summary>The ids of all that is active, from the outermost to the innermost.</summary>
    public List<string> Ids => IdsIn(Stack);

    public async Task<string> SayAsync(params string[] lines)
    {
        foreach (var line in lines)
        {
            _said.Append("user: ").Append(line).Append('\n');
            await SendAsync(new Activity(ActivityTypes.Message, locale: Locale, text: line));
        }

        return _said.ToString().TrimEnd();
    }

    public async Task<string> SendAsync(Activity activity)
    {
        await TurnAsync(activity, TalkAsync);
        if (Last.Status != DialogTurnStatus.Waiting)
        {
            _said.Append("over: ").Append(Last.Status).Append(' ').Append(JsonConvert.SerializeObject(Last.Result)).Append('\n');
        }

        return _said.ToString().TrimEnd();
    }

    /// <summary>One turn with something else than the usual continue or begin.</summary>
    public async Task<string> TurnAsync(Activity activity, Func<DialogContext, CancellationToken, Task> turn)
    {
        IStorage storage = Untyped ? new UntypedStorage(Memory) : new MemoryStorage(Memory);
        var state = new ConversationState(storage);
        var set = new DialogSet(state.CreateProperty<DialogState>("dialog"));
        foreach (var dialog in dialogs)
        {
            set.Add(dialog);
        }

        var adapter = new TestAdapter(Channel, EnableTrace).Use(new AutoSaveStateMiddleware(state));
        await adapter.ProcessActivityAsync(
            activity, async (context, ct) => await turn(await set.CreateContextAsync(context, ct), ct), CancellationToken.None);
        while (adapter.ActiveQueue.TryDequeue(out var reply))
        {
            _said.Append("bot:  ").Append(Show(reply)).Append('\n');
        }

        return _said.ToString().TrimEnd();
    }

    private async Task TalkAsync(DialogContext dc, CancellationToken ct)
    {
        Last = await dc.ContinueDialogAsync(ct);
        if (Last.Status == DialogTurnStatus.Empty)
        {
            Last = await dc.BeginDialogAsync(dialogs[0].Id, Options, ct);
        }
    }

    // Storage that keeps type names wraps lists.
    private static JArray Items(JToken list) => list as JArray ?? (JArray)list["$values"]!;

    private static List<string> IdsIn(JArray stack) =>
    [
        .. stack.Reverse().SelectMany(instance =>
            IdsIn(instance["state"]?["dialogs"]?["dialogStack"] is { } inner ? Items(inner) : []).Prepend((string)instance["id"]!)),
    ];

    private static string Show(Activity reply) => reply switch
    {
        { Type: not ActivityTypes.Message } => $"({reply.Type}) {reply.Name}",
        { Attachments: [.., { Content: HeroCard card }] } => $"(card) {card.Text} {Buttons(card.Buttons)}",
        { SuggestedActions.Actions: { Count: > 0 } actions } => $"{reply.Text} {Buttons(actions)}",
        _ => reply.Text.Replace("\n", "/", StringComparison.Ordinal),
    };

    private static string Buttons(IEnumerable<CardAction> actions) => $"[{string.Join(" | ", actions.Select(action => action.Title))}]";

    private sealed class UntypedStorage(Dictionary<string, JObject> memory) : IStorage
    {
        public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default) =>
            Task.FromResult<IDictionary<string, object>>(
                keys.Where(memory.ContainsKey).ToDictionary(key => key, object (key) => memory[key].DeepClone()));

        public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default)
        {
            foreach (var (key, value) in changes)
            {
                memory[key] = JObject.Parse(JsonConvert.SerializeObject(value));
            }

            return Task.CompletedTask;
        }

        public Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
