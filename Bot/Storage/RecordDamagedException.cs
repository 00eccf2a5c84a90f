namespace SsprBot.Storage;

/// <summary>What is stored is not what was written: it was edited or moved outside the product, or its key is gone.</summary>
public sealed class RecordDamagedException : Exception
{
    public RecordDamagedException()
    {
    }

    /// <param name="message">Names the kind and nothing else.</param>
    public RecordDamagedException(string message)
        : base(message)
    {
    }

    public RecordDamagedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
