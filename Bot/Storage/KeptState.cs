using SsprBot.Domain;

namespace SsprBot.Storage;

/// <summary>Bot state that was read.</summary>
internal sealed class KeptState : Dictionary<string, object>
{
    public KeptState()
    {
    }

    public KeptState(IDictionary<string, object> state)
        : base(state)
    {
    }

    public RecordKey Record { get; set; }

    /// <summary>That of the record when the state was read, or written last; no part of the state.</summary>
    public string? Version { get; set; }
}
