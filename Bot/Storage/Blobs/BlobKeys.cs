using System.Xml.Linq;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.AspNetCore.DataProtection.Repositories;
using SsprBot.Settings;

namespace SsprBot.Storage.Blobs;

/// <summary>The key ring and the peppers in the container of the records: a blob each, made once and never changed.</summary>
internal sealed class BlobKeys(BlobSettings settings) : IXmlRepository, IKeptKeys, IPepperFiles
{
    private const string Ring = "keys/";
    private const string Peppers = "peppers/";

    private readonly BlobContainerClient _container = BlobAccount.Open(settings, null, BlobAccount.ReadRetries);

    public IReadOnlyCollection<XElement> GetAllElements() => [.. Under(Ring).Select(element => XElement.Parse(element.Xml))];

    public void StoreElement(XElement element, string friendlyName) =>
        TryCreate($"{Ring}{friendlyName}.xml", BinaryData.FromString(element.ToString(SaveOptions.DisableFormatting)));

    public IEnumerable<(string Place, string Xml)> Kept() => Under($"{Ring}key-").Select(key => ($"{_container.Name}/{key.Name}", key.Xml));

    public byte[]? Read(string name) => ReadBlob(Peppers + name)?.ToArray();

    public byte[] Keep(string name, byte[] content) =>
        TryCreate(Peppers + name, BinaryData.FromBytes(content)) ? content : Read(name) ?? throw new StorageDownException($"The pepper {name} was removed while it was made.");

    private IEnumerable<(string Name, string Xml)> Under(string beginning) =>
        from name in Ask(() => _container.GetBlobs(BlobTraits.None, BlobStates.None, beginning, default).Select(blob => blob.Name).ToList()) ?? []
        let xml = ReadBlob(name)
        where xml is not null
        select (name, xml.ToString());

    private BinaryData? ReadBlob(string name) => Ask(() => _container.GetBlobClient(name).DownloadContent().Value.Content);

    /// <returns>False when there is one: another was faster, or it was us and the answer was lost.</returns>
    private bool TryCreate(string name, BinaryData content)
    {
        if (Ask(() => Upload(name, content)) is not null)
        {
            return true;
        }

        // The first key is wanted before the host has started.
        Ask(() => _container.CreateIfNotExists());
        return Ask(() => Upload(name, content)) is not null;
    }

    private Response<BlobContentInfo> Upload(string name, BinaryData content) =>
        _container.GetBlobClient(name).Upload(content, new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } });

    /// <returns>Null when there is no such blob or container, or there is one already.</returns>
    private T? Ask<T>(Func<T> ask)
        where T : class
    {
        try
        {
            return ask();
        }
        catch (RequestFailedException missing) when (missing.IsConflict() || missing.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            return null;
        }
        catch (Exception accident) when (accident.IsOfTheStorage())
        {
            throw BlobAccount.Unusable(_container, accident);
        }
    }
}
