namespace SsprBot.Domain;

/// <summary>What the administrator allows of security questions.</summary>
public sealed record QuestionPolicy
{
    private const int MostOwn = 20;
    private const int LongestOwn = 200;

    /// <summary>Security questions are a way to prove who one is; never for administrators, and never in the baseline <c>Nist</c>.</summary>
    public bool Enabled { get; init; }

    /// <summary>How many a person registers, 3 to 5.</summary>
    public int Registered { get; init; } = 5;

    /// <summary>How many are asked at a gate, 3 to 5; never more than are registered.</summary>
    public int Asked { get; init; } = 3;

    /// <summary>The organisation's own questions, at most 20, each at most 200 characters.</summary>
    public IReadOnlyList<string> Own { get; init; } = [];

    /// <summary>What is out of range, one sentence for the administrator each; empty when all is well.</summary>
    public IReadOnlyList<string> Problems() =>
    [
        .. Problem.Unless(Registered is >= 3 and <= 5, $"{nameof(Registered)} must be 3 to 5, not {Registered}."),
        .. Problem.Unless(Asked >= 3 && Asked <= Registered, $"{nameof(Asked)} must be 3 to {nameof(Registered)} ({Registered}), not {Asked}."),
        .. Problem.Unless(Own.Count <= MostOwn, $"{nameof(Own)} may hold {MostOwn} questions, not {Own.Count}."),
        .. Problem.Unless(Own.All(question => question.Trim().Length is >= 1 and <= LongestOwn), $"{nameof(Own)}: a question must have 1 to {LongestOwn} characters."),
    ];
}
