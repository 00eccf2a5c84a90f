namespace SsprBot.Storage;

/// <summary>Bot state that was read.</summary>
internal sealed class KeptState : Dictionary<string, object>
{
    /// <summary>Of the record that it was read from, or was written to last; no part of the state.</summary>
    public string? Version { get; set; }
}
