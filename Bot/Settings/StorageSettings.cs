namespace SsprBot.Settings;

/// <summary>Where records are kept: sessions, throttles, enrolments, bot state. Section <c>Storage</c>.</summary>
public sealed class StorageSettings
{
    public const string Section = "Storage";

    public StorageKind Kind { get; init; }

    public BlobSettings Blobs { get; init; } = new();
}

public enum StorageKind
{
    /// <summary>In the data folder.</summary>
    Sqlite,

    /// <summary>In a container of Azure Blob Storage.</summary>
    Blobs,
}
