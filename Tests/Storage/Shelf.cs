namespace SsprBot.Storage;

/// <summary>A data folder of one test.</summary>
public sealed class Shelf : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("sspr-").FullName;
    private readonly Lock _gate = new();
    private DataFolder? _folder;
    private SqliteFile? _file;
    private FleetingFile? _fleeting;

    public DataFolder Folder
    {
        get
        {
            lock (_gate)
            {
                return _folder ??= new DataFolder(_path);
            }
        }
    }

    public SqliteFile File
    {
        get
        {
            lock (_gate)
            {
                return _file ??= new SqliteFile(Folder);
            }
        }
    }

    public FleetingFile Fleeting
    {
        get
        {
            lock (_gate)
            {
                return _fleeting ??= new FleetingFile(Folder);
            }
        }
    }

    public string Database => Path.Combine(_path, "sspr.db");

    /// <summary>What somebody with the file in hand does to it while nobody else has it open.</summary>
    /// <returns>How many rows were written.</returns>
    public int Tamper(Statement statement)
    {
        Close();
        using var statements = new SqliteStatements(Database);
        return statements.RunAll(statement);
    }

    /// <summary>A folder with what a process that was killed at this moment leaves behind.</summary>
    public Shelf Killed()
    {
        var left = new Shelf();
        foreach (var file in Databases())
        {
            System.IO.File.Copy(file, Path.Combine(left._path, Path.GetFileName(file)));
        }

        return left;
    }

    /// <summary>All bytes of the databases, with what is not yet moved into them.</summary>
    public byte[] Bytes() => [.. Databases().SelectMany(Read)];

    public void Close()
    {
        _file?.Dispose();
        _fleeting?.Dispose();
        _folder?.Dispose();
        (_file, _fleeting, _folder) = (null, null, null);
    }

    public void Dispose()
    {
        Close();
        Directory.Delete(_path, recursive: true);
    }

    private IEnumerable<string> Databases() => Directory.EnumerateFiles(_path, "*.db").Concat(Directory.EnumerateFiles(_path, "*.db-wal"));

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
