namespace SsprBot.Storage;

/// <summary>What the verification of the audit log found.</summary>
public abstract record AuditCheck
{
    private AuditCheck()
    {
    }

    /// <summary>Every line stands as it was written.</summary>
    public sealed record Whole(long Lines) : AuditCheck;

    /// <param name="Number">The first line that was edited, removed, added or moved.</param>
    public sealed record Broken(long Number) : AuditCheck;

    /// <summary>The head, which says where the log ends, was edited or removed.</summary>
    public sealed record Headless : AuditCheck;
}
