using SsprBot.Domain;

namespace SsprBot.Tools;

/// <summary>Whoever works at the command line: the audit knows them by this name alone.</summary>
internal static class Operator
{
    public static AdminUser User { get; } = new("command-line", AdminRole.Administrator);
}
