using SsprBot.Domain;
using SsprBot.Settings;

namespace SsprBot.Directories;

/// <summary>One of the directories as its kind made it, without anybody who watches over its calls.</summary>
internal sealed record NamedDirectory(string Name, DirectorySettings Settings, IDirectoryKind Kind, IDirectory Directory);
