using SsprBot.Domain;

namespace SsprBot.Texts;

/// <summary>What is said to texts alone.</summary>
public static partial class Say
{
    /// <summary>Who we are, and where a person is reached.</summary>
    public static Activity SmsHelp(Organisation organisation) => organisation.HelpDesk switch
    {
        { Phone: { Length: > 0 } phone } => Statement([organisation.Name, phone]),
        { Mail: { Length: > 0 } mail } => Statement([organisation.Name, mail]),
        { Link: { } page } => Statement([organisation.Name, page.AbsoluteUri]),
        _ => Statement([organisation.Name], key: "SmsHelpWithoutDesk"),
    };

    public static Activity SmsStopped(string organisation) => Statement([organisation]);

    /// <summary>Somebody answered that a code was not asked for.</summary>
    public static Activity SmsDenied() => Statement([]);

    public static Activity SmsNoPictures() => Statement([]);
}
