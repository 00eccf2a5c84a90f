using SsprBot.Domain;
using SsprBot.Settings;
using SsprBot.Storage;
using SsprBot.World;
using Xunit;

namespace SsprBot.Doctor;

public sealed class StorageCheckTests
{
    private readonly MemoryRecords _records = new();

    [Fact]
    public async Task A_store_that_keeps_its_word_is_ok_and_nothing_is_left_in_it()
    {
        Assert.Equal(["Ok storage: A record was made, read, replaced and deleted (Sqlite), and what was stale was refused."], await ExaminedAsync(_records));
        Assert.Empty(_records.Kept);
    }

    [Fact]
    public async Task A_store_that_overwrites_what_nobody_saw_is_found_out() =>
        Assert.Equal(["Fault storage: A record was changed by who had not seen its last state. What is kept there is not safe."], await ExaminedAsync(new Careless(_records)));

    [Fact]
    public async Task A_store_that_does_not_answer_is_a_fault() =>
        Assert.Equal(["Fault storage: The storage did not do what it was asked (Sqlite)."], await ExaminedAsync(new Careless(_records) { IsDown = true }));

    private static Task<string[]> ExaminedAsync(IRecords records) => Examined.ByAsync(new StorageCheck(records, new StorageSettings()), "storage");

    /// <summary>Replaces whatever is there.</summary>
    private sealed class Careless(IRecords records) : IRecords
    {
        public bool IsDown { get; init; }

        public Task<StoredRecord?> ReadAsync(RecordKey key, CancellationToken ct) => records.ReadAsync(key, ct);

        public Task<string?> TryCreateAsync(RecordKey key, ReadOnlyMemory<byte> content, CancellationToken ct) =>
            IsDown ? throw new StorageDownException("It is down.") : records.TryCreateAsync(key, content, ct);

        public async Task<string?> TryReplaceAsync(RecordKey key, ReadOnlyMemory<byte> content, string version, CancellationToken ct) =>
            await records.ReadAsync(key, ct) is { Version: var seen } ? await records.TryReplaceAsync(key, content, seen, ct) : null;

        public Task<bool> TryDeleteAsync(RecordKey key, string version, CancellationToken ct) => records.TryDeleteAsync(key, version, ct);

        public IAsyncEnumerable<string> ListAsync(RecordKind kind, string prefix, CancellationToken ct) => records.ListAsync(kind, prefix, ct);
    }
}
