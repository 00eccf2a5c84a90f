using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SsprBot.Domain;
using SsprBot.Storage;
using Xunit;

namespace SsprBot.Host;

/// <summary>Something that a host keeps, in plain.</summary>
internal sealed record Kept(string Kind, string Id, byte[] Content);

/// <summary>All that a host keeps which does not run, of whatever kind, read with its own keys.</summary>
internal static class KeptRecords
{
    private static readonly Statement Prolong = new("update records set expires = null");

    private static readonly Statement SelectKeys = new("select kind, id from records");

    private static readonly Statement SelectAudit = new("select number, event from audit");

    /// <summary>Every record, also one that expired and was not removed yet, and every line of the audit log.</summary>
    /// <param name="data">The data folder.</param>
    public static async Task<IReadOnlyList<Kept>> ReadAsync(string data)
    {
        var (lasting, fleeting) = (Path.Combine(data, "sspr.db"), Path.Combine(data, "chats.db"));
        var audit = Audit(lasting);
        RecordKey[] keys = [.. Keys(lasting, fleeting: false), .. Keys(fleeting, fleeting: true)];
        using var host = new KeyHost("Development", [("Data:Folder", data)]);
        var records = await host.Services.GetRequiredService<IRecords>().ReadTogetherAsync(keys, CancellationToken.None);
        Assert.All(records, record => Assert.NotNull(record));
        return [.. keys.Zip(records, (key, record) => new Kept(key.Kind.Name, key.Id, [.. Encoding.UTF8.GetBytes($"{key.Id}\n"), .. record!.Content.Span])), .. audit];
    }

    private static List<RecordKey> Keys(string file, bool fleeting)
    {
        using var statements = new SqliteStatements(file);
        statements.Run(Prolong);
        using var row = statements.Query(SelectKeys);
        var keys = new List<RecordKey>();
        while (row.Read())
        {
            keys.Add(new RecordKey(new RecordKind(row.Text(0), Fleeting: fleeting), RecordId.Text(row.Bytes(1))));
        }

        return keys;
    }

    private static List<Kept> Audit(string file)
    {
        using var statements = new SqliteStatements(file);
        using var row = statements.Query(SelectAudit);
        var lines = new List<Kept>();
        while (row.Read())
        {
            lines.Add(new Kept("audit", $"{row.Number(0)}", Encoding.UTF8.GetBytes(row.Text(1))));
        }

        return lines;
    }
}
