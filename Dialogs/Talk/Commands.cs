using System.Globalization;
using SsprBot.Texts;

namespace SsprBot.Talk;

/// <summary>What can be said at every question.</summary>
public enum Command { None, Help, Back, Cancel, StartOver, Resend, AnotherMethod, ContactAdministrator, Language, MoreTime, TellMe }

/// <summary>The words of the commands, in every language at once; only a whole message is a command.</summary>
public static class Commands
{
    private static readonly Dictionary<string, Command> ByWords = Read();
    private static readonly Dictionary<string, CultureInfo> LanguagesByName = ReadLanguages();

    public static Command Read(string typed) => ByWords.GetValueOrDefault(Words.Plain(typed));

    /// <returns>The language that was asked for by its own name, or null.</returns>
    public static CultureInfo? ReadLanguage(string typed) => LanguagesByName.GetValueOrDefault(Words.Plain(typed));

    private static Dictionary<string, Command> Read()
    {
        var all = new Dictionary<string, Command>();
        foreach (var language in Words.Languages)
        {
            foreach (var command in Enum.GetValues<Command>().Where(command => command is not Command.None))
            {
                string[] said = [Words.In(language, $"Command_{command}"), .. Words.In(language, $"Command_{command}_Words").Split('|')];
                foreach (var words in said)
                {
                    all.TryAdd(Words.Plain(words), command);
                }
            }
        }

        return all;
    }

    private static Dictionary<string, CultureInfo> ReadLanguages()
    {
        var all = new Dictionary<string, CultureInfo>();
        foreach (var language in Words.Languages)
        {
            foreach (var name in Words.In(language, "LanguageWords").Split('|'))
            {
                all.TryAdd(Words.Plain(name), language);
            }
        }

        return all;
    }
}
