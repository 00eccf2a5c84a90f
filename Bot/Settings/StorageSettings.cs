namespace SsprBot.Settings;

/// <summary>Where records are kept: sessions, throttles, enrolments, bot state. Section <c>Storage</c>.</summary>
public sealed class StorageSettings
{
    public const string Section = "Storage";

    public StorageKind Kind { get; init; }

    public BlobSettings Blobs { get; init; } = new();

    /// <summary>Whether other instances may work on the same records; the data folder belongs to one.</summary>
    public bool IsShared => Kind is StorageKind.Blobs;
}

public enum StorageKind
{
    /// <summary>In the data folder.</summary>
    Sqlite,

    /// <summary>In a container of Azure Blob Storage.</summary>
    Blobs,
}
