namespace SsprBot.Storage;

/// <summary>Peppers in the data folder.</summary>
public sealed class LocalPeppers(DataFolder folder) : IPepperFiles
{
    // The folder belongs to one process, so this is enough for a pepper to be made once.
    private readonly Lock _making = new();

    public byte[]? Read(string name) => File.Exists(PathOf(name)) ? File.ReadAllBytes(PathOf(name)) : null;

    public byte[] Keep(string name, byte[] content)
    {
        lock (_making)
        {
            if (Read(name) is { } kept)
            {
                return kept;
            }

            Write(PathOf(name), content);
            return content;
        }
    }

    // Whole or not at all, also when the power goes.
    private static void Write(string path, byte[] content)
    {
        var draft = path + ".new";
        using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path);
    }

    private string PathOf(string name) => Path.Combine(folder.Inner("peppers"), name);
}
