using System.ComponentModel.DataAnnotations;

namespace SsprBot.Settings;

/// <summary>The containers that everything is kept in. Section <c>Storage:Blobs</c>, with either a connection string or an address.</summary>
public sealed class BlobSettings
{
    public const string Section = $"{StorageSettings.Section}:Blobs";

    private const string Name = "^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$";

    /// <summary>Of the storage account. It is a secret: give it by environment variable.</summary>
    public string ConnectionString { get; init; } = "";

    /// <summary>The address of the blob service: with a shared access signature in it, or without, and then it is called as the managed identity of the host.</summary>
    public Uri? ServiceUri { get; init; }

    /// <summary>That of records, key ring and peppers. Made at start where it is missing.</summary>
    [RegularExpression(Name, ErrorMessage = "Container has 3 to 63 small letters, digits and single dashes.")]
    public string Container { get; init; } = "sspr";

    /// <summary>That of the audit log: another, or the same. Unless it is set it is <see cref="Container"/> with <c>-audit</c> behind it. Made at start where it is missing.</summary>
    [RegularExpression(Name, ErrorMessage = "AuditContainer has 3 to 63 small letters, digits and single dashes.")]
    public string AuditContainer { get; init; } = "";

    public string ActualAuditContainer => AuditContainer.Length > 0 ? AuditContainer : $"{Container}-audit";

    /// <summary>How long one call may take, before it is tried again or given up.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:30")]
    public TimeSpan CallLimit { get; init; } = TimeSpan.FromSeconds(4);
}
