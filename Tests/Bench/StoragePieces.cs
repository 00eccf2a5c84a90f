using BenchmarkDotNet.Attributes;
using Microsoft.Bot.Builder;
using SsprBot.Domain;

namespace SsprBot.Bench;

/// <summary>Bot state and records on SQLite, encrypted. A write waits for the disk.</summary>
public class StoragePieces : IAsyncDisposable
{
    private static readonly RecordKey Key = new(new RecordKind("bench"), "record");

    private readonly byte[] _content = new byte[1024];
    private Installation _product = null!;
    private IRecords _records = null!;
    private IStorage _states = null!;
    private string _state = null!;
    private string _version = null!;

    [GlobalSetup]
    public async Task InstallAsync()
    {
        var visitor = await AskAsync();
        _records = _product.Get<IRecords>();
        _states = _product.Get<IStorage>();
        _state = $"{visitor.Chat.Channel}/conversations/{visitor.Chat.Conversation}";
        _version = (await _records.TryCreateAsync(Key, _content, CancellationToken.None))!;
    }

    [GlobalCleanup]
    public async ValueTask DisposeAsync()
    {
        await _product.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The state of a conversation that waits for a code: what a turn reads and writes once.</summary>
    [Benchmark]
    public async Task BotStateLoadAndSave()
    {
        var read = await _states.ReadAsync([_state], CancellationToken.None);
        await _states.WriteAsync(read, CancellationToken.None);
    }

    [Benchmark]
    public async Task<object> BotStateLoad() => (await _states.ReadAsync([_state], CancellationToken.None))[_state];

    [Benchmark]
    public async Task<object> RecordRead() => (await _records.ReadAsync(Key, CancellationToken.None))!;

    [Benchmark]
    public async Task RecordReplace() => _version = (await _records.TryReplaceAsync(Key, _content, _version, CancellationToken.None))!;

    private async Task<Visitor> AskAsync()
    {
        _product = new Installation();
        var visitor = _product.NewVisitor();
        await _product.GreetAsync(visitor);
        foreach (var (said, _) in ResetScript.For("nobody@contoso.test").Take(3))
        {
            await _product.SayAsync(visitor, said);
        }

        return visitor;
    }
}
