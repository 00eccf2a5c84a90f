using SsprBot.Storage;

namespace SsprBot.Abuse;

/// <summary>The records of a host that does not run, for whoever has its file in hand.</summary>
/// <param name="data">The data folder.</param>
internal sealed class StoredRecords(string data)
{
    private static readonly Statement Select = new("select id, content from records where kind = ?1");

    private static readonly Statement Replace = new("update records set content = ?3 where kind = ?1 and id = ?2");

    private static readonly Statement Prolong = new("update records set expires = 9223372036854775807 where kind = ?1 and expires > 0");

    private static readonly Statement Delete = new("delete from records where kind = ?1");

    /// <summary>All of a kind: what is stored, by its id.</summary>
    public Dictionary<string, byte[]> Read(string kind)
    {
        using var statements = Open();
        using var row = statements.Query(Select, kind);
        var found = new Dictionary<string, byte[]>();
        while (row.Read())
        {
            found.Add(RecordId.Text(row.Bytes(0)), row.Bytes(1));
        }

        return found;
    }

    public void Write(string kind, IEnumerable<KeyValuePair<string, byte[]>> records)
    {
        using var statements = Open();
        foreach (var (id, content) in records)
        {
            statements.Run(Replace, kind, RecordId.Bytes(id), content);
        }
    }

    /// <summary>Makes them never expire.</summary>
    public int Keep(string kind)
    {
        using var statements = Open();
        return statements.Run(Prolong, kind);
    }

    public int Remove(string kind)
    {
        using var statements = Open();
        return statements.Run(Delete, kind);
    }

    private SqliteStatements Open() => new(Path.Combine(data, "sspr.db"));
}
