namespace SsprBot.Directories.ActiveDirectory;

/// <summary>What a domain lets the bot do less well than it should.</summary>
public enum AdWarning
{
    /// <summary>The domain controller cannot compare a password that is reset with those before.</summary>
    NoHistoryOnReset,

    /// <summary>The service account may not read the domain's password policy.</summary>
    PolicyNotReadable,

    /// <summary>A group of <c>PrivilegedGroups</c> is not there, may not be read, or is no security group: until it is, everybody counts as an administrator.</summary>
    PrivilegedGroupNotFound,
}
