namespace SsprBot.Talk;

/// <summary>How a question wants to be answered, as the value type of the message that leaves: for channels that show a field for it.</summary>
public static class Asks
{
    /// <summary>By one of its buttons.</summary>
    public const string Choice = "choice";

    /// <summary>By words that are typed.</summary>
    public const string Words = "words";

    /// <summary>By something that nobody else should read, such as a code or a number.</summary>
    public const string Secret = "secret";
}
