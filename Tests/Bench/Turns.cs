using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using SsprBot.Domain;

namespace SsprBot.Bench;

/// <summary>What each turn of the reset conversation asks of the storage.</summary>
internal static class Turns
{
    public static async Task PrintAsync()
    {
        var counted = new List<string>();
        await using var product = new Installation(services => Count(services, counted));
        var visitor = product.NewVisitor();
        await product.GreetAsync(visitor);
        Print("(greeting)", counted);
        foreach (var (said, _) in ResetScript.For("nobody@contoso.test"))
        {
            await product.SayAsync(visitor, said);
            Print(said, counted);
        }
    }

    private static void Print(string said, List<string> counted)
    {
        lock (counted)
        {
            Console.WriteLine($"{said,-22} {string.Join(", ", counted)}");
            counted.Clear();
        }
    }

    private static void Count(IServiceCollection services, List<string> counted)
    {
        var records = services.Last(service => service.ServiceType == typeof(IRecords));
        var audit = services.Last(service => service.ServiceType == typeof(IAuditLog));
        services.AddSingleton<IRecords>(provider => new CountedRecords((IRecords)records.ImplementationFactory!(provider), counted));
        services.AddSingleton<IAuditLog>(provider => new CountedAudit((IAuditLog)audit.ImplementationFactory!(provider), counted));
    }

    private static void Add(List<string> counted, string operation)
    {
        lock (counted)
        {
            counted.Add(operation);
        }
    }

    private sealed class CountedAudit(IAuditLog inner, List<string> counted) : IAuditLog
    {
        public Task AppendAsync(AuditEvent happened, CancellationToken ct)
        {
            Add(counted, "audit");
            return inner.AppendAsync(happened, ct);
        }
    }

    private sealed class CountedRecords(IRecords inner, List<string> counted) : IRecords
    {
        public Task<StoredRecord?> ReadAsync(RecordKey key, CancellationToken ct) => Counted(key.Kind).ReadAsync(key, ct);

        public Task<StoredRecord?[]> ReadTogetherAsync(IReadOnlyList<RecordKey> keys, CancellationToken ct)
        {
            Add(counted, $"{string.Join(" + ", keys.Select(key => key.Kind.Name))} Read");
            return inner.ReadTogetherAsync(keys, ct);
        }

        public Task<string?> TryCreateAsync(RecordKey key, ReadOnlyMemory<byte> content, CancellationToken ct) => Counted(key.Kind).TryCreateAsync(key, content, ct);

        public Task<string?> TryReplaceAsync(RecordKey key, ReadOnlyMemory<byte> content, string version, CancellationToken ct) =>
            Counted(key.Kind).TryReplaceAsync(key, content, version, ct);

        public Task<bool> TryDeleteAsync(RecordKey key, string version, CancellationToken ct) => Counted(key.Kind).TryDeleteAsync(key, version, ct);

        public IAsyncEnumerable<string> ListAsync(RecordKind kind, string prefix, CancellationToken ct) => Counted(kind).ListAsync(kind, prefix, ct);

        private IRecords Counted(RecordKind kind, [CallerMemberName] string operation = "")
        {
            Add(counted, $"{kind.Name} {operation.Replace("Async", "", StringComparison.Ordinal).Replace("Try", "", StringComparison.Ordinal)}");
            return inner;
        }
    }
}
