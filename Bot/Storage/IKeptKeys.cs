namespace SsprBot.Storage;

/// <summary>The keys of the key ring as they lie where they are kept.</summary>
public interface IKeptKeys
{
    IEnumerable<(string Place, string Xml)> Kept();
}
