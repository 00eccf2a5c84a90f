using System.Globalization;

namespace SsprBot.Domain;

/// <summary>The questions that a person can register: 35 predefined, known by their ids, and the organisation's own, known by their words.</summary>
public static class QuestionBook
{
    /// <summary><c>Q01</c> to <c>Q35</c>; their words are texts.</summary>
    public static IReadOnlyList<string> Predefined { get; } =
        [.. Enumerable.Range(1, 35).Select(number => $"Q{number.ToString("00", CultureInfo.InvariantCulture)}")];

    public static IReadOnlyList<string> Of(QuestionPolicy policy) =>
        [.. Predefined, .. policy.Own.Select(question => question.Trim()).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>What somebody who has registered nothing would have registered: a fixed function of the user ID.</summary>
    public static IEnumerable<string> OfNobody(string userId, QuestionPolicy policy, Pepper pepper) =>
        Of(policy).OrderBy(question => pepper.Pseudonym("decoy-questions", UserIds.Fold(userId), question), StringComparer.Ordinal).Take(policy.Registered);
}
