namespace SsprBot.Storage;

/// <summary>Where the peppers lie as they come: a small file each, made once and never changed.</summary>
public interface IPepperFiles
{
    /// <returns>Null when there is none.</returns>
    byte[]? Read(string name);

    /// <returns>What is kept from now on: the content, or what another has kept meanwhile.</returns>
    byte[] Keep(string name, byte[] content);
}
