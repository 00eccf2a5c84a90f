using System.Runtime.CompilerServices;
using System.Text.Json;
using SsprBot.Domain;

namespace SsprBot.Storage;

/// <summary>
/// The audit log in the database file. Beside the chained lines stands a sealed head that says where the chain ends, so that lines
/// cannot be cut off its end.
/// </summary>
public sealed class SqliteAuditLog(SqliteFile file, [FromKeyedServices(Peppers.Audit)] Pepper pepper) : IStoredAuditLog
{
    private static readonly Statement SelectEnd = new("""
        select last.number, last.hash, head.number, head.hash, head.seal from (select 1)
        left join (select number, hash from audit order by number desc limit 1) as last left join audit_head as head
        """);

    private static readonly Statement InsertLine = new("insert into audit (number, event, hash) values (?1, ?2, ?3)");

    private static readonly Statement WriteHead = new("insert or replace into audit_head (id, number, hash, seal) values (1, ?1, ?2, ?3)");

    private readonly AuditChain _chain = new(pepper);
    private readonly SqliteAuditLines _lines = new(file);

    /// <exception cref="RecordDamagedException">The head was edited or removed: such a log proves nothing, so nothing is appended to it.</exception>
    public async Task AppendAsync(AuditEvent happened, CancellationToken ct)
    {
        if (!await file.WriteAsync((Log: this, happened), static (statements, append) => append.Log.Append(statements, append.happened), ct))
        {
            throw new RecordDamagedException("The head of the audit log was changed outside the product.");
        }
    }

    public Task<AuditHead?> HeadAsync(CancellationToken ct) => Task.FromResult(file.Read(this, static (statements, log) => log.End(statements)).Head);

    /// <remarks>Lines that can no longer be read are among them wherever they stand: nobody knows their time.</remarks>
    public async IAsyncEnumerable<AuditLine> NewestFirstAsync(DateTimeOffset from, DateTimeOffset until, [EnumeratorCancellation] CancellationToken ct)
    {
        var first = _lines.FirstSince(from);
        for (var lines = _lines.Before(_lines.EndBefore(until)); lines.Count > 0; lines = _lines.Before(lines[^1].Number))
        {
            foreach (var line in lines)
            {
                ct.ThrowIfCancellationRequested();
                if (line.Number < first)
                {
                    yield break;
                }

                if (!SqliteAuditLines.CanBeRead(line) || (line.Event.At >= from && line.Event.At < until))
                {
                    yield return line;
                }
            }

            // A long log leaves its thread to others.
            await Task.Yield();
        }
    }

    /// <remarks>About 100 000 lines a second.</remarks>
    public Task<AuditCheck> VerifyAsync(CancellationToken ct) => Task.Run(Verify, ct);

    private AuditCheck Verify()
    {
        var (last, head) = file.Read(this, static (statements, log) => log.End(statements));
        if (head is null)
        {
            return new AuditCheck.Headless();
        }

        if (_chain.FirstBroken(Through(head.Number)) is { } broken)
        {
            return new AuditCheck.Broken(broken);
        }

        return last == head ? new AuditCheck.Whole(head.Number)
            : last.Number == head.Number ? new AuditCheck.Broken(head.Number)
            : new AuditCheck.Broken(Math.Min(last.Number, head.Number) + 1);
    }

    private bool Append(SqliteStatements statements, AuditEvent happened)
    {
        if (End(statements).Head is not { } head)
        {
            return false;
        }

        // The chain looks at the number and the hash of the line before, not at its event.
        var line = _chain.Next(new AuditLine(head.Number, happened, head.Hash), happened);
        var end = new AuditHead(line.Number, line.Hash);
        statements.Run(InsertLine, line.Number, JsonSerializer.Serialize(happened, RecordShapes.Default.AuditEvent), line.Hash);
        statements.Run(WriteHead, end.Number, end.Hash, end.Seal(pepper));
        return true;
    }

    private (AuditHead Last, AuditHead? Head) End(SqliteStatements statements)
    {
        using var row = statements.Query(SelectEnd);
        row.Read();
        var last = row.IsNull(0) ? AuditHead.Start : new AuditHead(row.Number(0), row.Text(1));
        if (row.IsNull(2))
        {
            return (last, last == AuditHead.Start ? last : null);
        }

        var head = new AuditHead(row.Number(2), row.Text(3));
        return (last, head.IsSealed(pepper, row.Bytes(4)) ? head : null);
    }

    private IEnumerable<AuditLine> Through(long end)
    {
        for (var lines = _lines.After(0); lines.Count > 0; lines = _lines.After(lines[^1].Number))
        {
            foreach (var line in lines.Where(line => line.Number <= end))
            {
                yield return line;
            }
        }
    }
}
