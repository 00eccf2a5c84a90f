using System.Globalization;
using SsprBot.Texts;

namespace SsprBot.Talk;

/// <summary>What can be said at every question.</summary>
public enum Command { None, Help, Back, Cancel, StartOver, Resend, AnotherMethod, ContactAdministrator, Language, MoreTime, TellMe }

/// <summary>The words of the commands, in every language at once; only a whole message is a command.</summary>
public static class Commands
{
    private static readonly Dictionary<string, Command> ByWords = Words.Meanings(
        from language in Words.Languages
        from command in Enum.GetValues<Command>()
        where command is not Command.None
        from key in (string[])[$"Command_{command}", $"Command_{command}_Words"]
        select (language, key, command));

    private static readonly Dictionary<string, CultureInfo> LanguagesByName = Words.Meanings(Words.Languages.Select(language => (language, "LanguageWords", language)));

    public static Command Read(string typed) => ByWords.GetValueOrDefault(Words.Plain(typed));

    /// <returns>The language that was asked for by its own name, or null.</returns>
    public static CultureInfo? ReadLanguage(string typed) => LanguagesByName.GetValueOrDefault(Words.Plain(typed));
}
