using SsprBot.Settings;

namespace SsprBot.Storage;

/// <summary>The keys in the data folder, which nobody need own to read them.</summary>
internal sealed class LocalKeys(IHostEnvironment environment, DataSettings settings) : IKeptKeys
{
    public IEnumerable<(string Place, string Xml)> Kept()
    {
        var folder = new DirectoryInfo(Path.Combine(DataFolder.PathOf(environment, settings), KeyRing.Folder));
        return folder.Exists ? folder.EnumerateFiles("key-*.xml").Select(file => (file.FullName, File.ReadAllText(file.FullName))) : [];
    }
}
