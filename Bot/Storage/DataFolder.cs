using SsprBot.Settings;

namespace SsprBot.Storage;

/// <summary>The folder where the installation keeps its data. One process at a time owns it.</summary>
public sealed class DataFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly FileStream _lock;

    public DataFolder(string path)
    {
        FullPath = Make(Path.GetFullPath(path));
        try
        {
            // The operating system lets go of it when the process ends, however it ends.
            _lock = new FileStream(Path.Combine(FullPath, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken)
        {
            throw new InvalidOperationException(
                $"The data folder {FullPath} is in use by another process. Stop that one, or give this one a Data:Folder of its own.", taken);
        }
    }

    public string FullPath { get; }

    public static string PathOf(IHostEnvironment environment, DataSettings settings) =>
        Path.Combine(environment.ContentRootPath, settings.Folder);

    /// <returns>The full path of a folder in it, which exists.</returns>
    public string Inner(string name) => Make(Path.Combine(FullPath, name));

    public void Dispose() => _lock.Dispose();

    private static string Make(string path) =>
        (OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, OwnerOnly)).FullName;
}
