using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using SsprBot.Domain;

namespace SsprBot.Storage;

/// <summary>Records in the database files, as they come.</summary>
public sealed class SqliteRecords(SqliteFile lasting, FleetingFile fleeting, TimeProvider time) : IStoredRecords
{
    private const int Page = 256;

    private static readonly Statement SelectOne = new("select version, content from records where kind = ?1 and id = ?2 and (expires is null or expires > ?3)");

    private static readonly Statement Insert = new("""
        insert into records (kind, id, version, expires, content) values (?1, ?2, ?3, ?4, ?5)
        on conflict (kind, id) do update set version = excluded.version, expires = excluded.expires, content = excluded.content
        where records.expires <= ?6
        """);

    private static readonly Statement Update = new("""
        update records set version = ?3, expires = ?4, content = ?5
        where kind = ?1 and id = ?2 and (expires is null or expires > ?6) and version = ?7
        """);

    private static readonly Statement DeleteOne = new("delete from records where kind = ?1 and id = ?2 and (expires is null or expires > ?3) and version = ?4");

    private static readonly Statement SelectIds = new("select id from records where kind = ?1 and id >= ?2 and (expires is null or expires > ?3) order by id limit ?4");

    private static readonly Statement SelectRows = new("select rowid, expires <= ?1 from records where rowid > ?2 order by rowid limit ?3");

    private static readonly Statement DeleteExpired = new("delete from records where rowid = ?1 and expires <= ?2");

    private long Now => time.GetUtcNow().UtcTicks;

    public Task<StoredRecord?> ReadAsync(RecordKey key, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(FileOf(key.Kind).Read((key, Now), static (statements, sought) => Find(statements, sought.key, sought.Now)));
    }

    /// <remarks>Those of one file as they stand after the same commit.</remarks>
    public Task<StoredRecord?[]> ReadTogetherAsync(IReadOnlyList<RecordKey> keys, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var found = new StoredRecord?[keys.Count];
        foreach (var sought in keys.Index().GroupBy(key => FileOf(key.Item.Kind)))
        {
            sought.Key.Read((sought, found, Now), static (statements, read) =>
            {
                foreach (var (place, key) in read.sought)
                {
                    read.found[place] = Find(statements, key, read.Now);
                }

                return read.found;
            });
        }

        return Task.FromResult(found);
    }

    public Task<string?> TryCreateAsync(RecordKey key, ReadOnlyMemory<byte> content, CancellationToken ct) =>
        FileOf(key.Kind).WriteAsync(
            new Change(key.Kind, RecordId.Bytes(key.Id), content.Whole(), Now),
            static (statements, change) =>
                statements.Run(Insert, change.Kind.Name, change.Id, change.Version, change.Expires, change.Content, change.Now) == 1
                    ? change.Version
                    : null,
            ct);

    public Task<string?> TryReplaceAsync(RecordKey key, ReadOnlyMemory<byte> content, string version, CancellationToken ct) =>
        FileOf(key.Kind).WriteAsync(
            (Change: new Change(key.Kind, RecordId.Bytes(key.Id), content.Whole(), Now), Seen: version),
            static (statements, replace) => replace.Change is var change
                && statements.Run(
                    Update, change.Kind.Name, change.Id, change.Version, change.Expires, change.Content, change.Now, replace.Seen) == 1
                    ? change.Version
                    : null,
            ct);

    public Task<bool> TryDeleteAsync(RecordKey key, string version, CancellationToken ct) =>
        FileOf(key.Kind).WriteAsync(
            (key.Kind.Name, Id: RecordId.Bytes(key.Id), Now, Seen: version),
            static (statements, delete) => statements.Run(DeleteOne, delete.Name, delete.Id, delete.Now, delete.Seen) == 1,
            ct);

    public async IAsyncEnumerable<string> ListAsync(RecordKind kind, string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        var ids = Ids(kind, prefix);
        while (ids.Count > 0)
        {
            foreach (var id in ids)
            {
                ct.ThrowIfCancellationRequested();
                if (!id.StartsWith(prefix, StringComparison.Ordinal))
                {
                    yield break;
                }

                yield return id;
            }

            // A long list leaves its thread to others, and sees their writes.
            await Task.Yield();
            ids = Ids(kind, ids[^1] + '\0');
        }
    }

    public async Task<int> RemoveExpiredAsync(CancellationToken ct) => await RemoveExpiredAsync(lasting, ct) + await RemoveExpiredAsync(fleeting, ct);

    private async Task<int> RemoveExpiredAsync(IRecordFile file, CancellationToken ct)
    {
        var removed = 0;
        for (var rows = Rows(file, 0); rows.Count > 0; rows = Rows(file, rows[^1].Row))
        {
            ct.ThrowIfCancellationRequested();
            long[] expired = [.. rows.Where(row => row.Expired).Select(row => row.Row)];
            if (expired.Length > 0)
            {
                removed += await file.WriteAsync(
                    (Rows: expired, Now), static (statements, expired) => expired.Rows.Sum(row => statements.Run(DeleteExpired, row, expired.Now)), ct);
            }

            // Turns come in between.
            await Task.Yield();
        }

        return removed;
    }

    private List<(long Row, bool Expired)> Rows(IRecordFile file, long after) => file.Read((After: after, Now), static (statements, sought) =>
    {
        var rows = new List<(long, bool)>();
        using var row = statements.Query(SelectRows, sought.Now, sought.After, Page);
        while (row.Read())
        {
            rows.Add((row.Number(0), row.Number(1) != 0));
        }

        return rows;
    });

    private static StoredRecord? Find(SqliteStatements statements, RecordKey key, long now)
    {
        using var row = statements.Query(SelectOne, key.Kind.Name, RecordId.Bytes(key.Id), now);
        return row.Read() ? new StoredRecord(row.Bytes(1), row.Text(0)) : null;
    }

    private IRecordFile FileOf(RecordKind kind) => kind.Fleeting ? fleeting : lasting;

    private List<string> Ids(RecordKind kind, string from) =>
        FileOf(kind).Read((kind.Name, From: RecordId.Sortable(from), Now), static (statements, sought) =>
        {
            var ids = new List<string>();
            using var row = statements.Query(SelectIds, sought.Name, sought.From, sought.Now, Page);
            while (row.Read())
            {
                ids.Add(RecordId.Text(row.Bytes(0)));
            }

            return ids;
        });

    private sealed record Change(RecordKind Kind, byte[] Id, byte[] Content, long Now)
    {
        // Random, so that a record that was deleted and made again is never mistaken for the one before.
        public string Version { get; } = RandomNumberGenerator.GetHexString(16, lowercase: true);

        public object Expires => Kind.Lifetime is { } lifetime ? Now + lifetime.Ticks : DBNull.Value;
    }
}
