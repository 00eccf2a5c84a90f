namespace SsprBot.Storage;

/// <summary>The storage did not answer, or not so that one knows what was done.</summary>
public sealed class StorageDownException : Exception
{
    public StorageDownException()
    {
    }

    public StorageDownException(string message)
        : base(message)
    {
    }

    public StorageDownException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
