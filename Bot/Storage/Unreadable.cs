using SsprBot.Domain;

namespace SsprBot.Storage;

/// <summary>Stands for a line of the audit log that can no longer be read.</summary>
internal static class Unreadable
{
    public static readonly AuditEvent Event = new(default, default, default, "unreadable");
}
