using BenchmarkDotNet.Attributes;

namespace SsprBot.Bench;

/// <summary>The product's own conversation, from the channel's adapter to the disk; most of the time waits for the disk.</summary>
public class ResetTurns : IAsyncDisposable
{
    private const int Turns = 6;

    private Installation _product = null!;

    [GlobalSetup]
    public void Install() => _product = new Installation();

    [GlobalCleanup]
    public async ValueTask DisposeAsync()
    {
        await _product.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Benchmark(OperationsPerInvoke = Turns)]
    public async Task Turn()
    {
        var visitor = _product.NewVisitor();
        await _product.GreetAsync(visitor);
        foreach (var (said, _) in ResetScript.For($"{visitor.Chat.User}@contoso.test"))
        {
            await _product.SayAsync(visitor, said);
        }
    }
}
