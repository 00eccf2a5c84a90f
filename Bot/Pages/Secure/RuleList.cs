using SsprBot.Domain;

namespace SsprBot.Pages;

/// <summary>The rules for a new password, one line each: those that the page's script ticks while typing, and those that only the server can check.</summary>
internal static class RuleList
{
    public static IEnumerable<Html> Live(PageTexts texts, PasswordForm form, IReadOnlyList<PasswordRule> judged)
    {
        var max = form.Rules.OfType<PasswordFault.TooLong>().Single().Max;
        foreach (var fault in form.Rules)
        {
            var met = Met(judged, fault);
            switch (fault)
            {
                case PasswordFault.TooShort(var min):
                    var fits = met is null ? null : met & Met(judged, new PasswordFault.TooLong(max));
                    yield return Line(texts, texts.RuleLength(min, max), fits, "length", min, max);
                    break;
                case PasswordFault.TooFewClasses(var needed):
                    yield return Line(texts, texts.RuleClasses(needed), met, "classes", needed);
                    break;
                case PasswordFault.NotAllowedCharacters { PrintableAsciiOnly: true }:
                    yield return Line(texts, texts.RuleAscii, met, "ascii");
                    break;
                case PasswordFault.NotAllowedCharacters when met is false:
                    yield return Line(texts, texts.RuleCharacters, met, "characters");
                    break;
            }
        }

        yield return Line(texts, texts.RuleSame, judged.Count > 0 ? true : null, "same");
    }

    public static IEnumerable<Html> AtTheEnd(PageTexts texts, PasswordForm form, IReadOnlyList<PasswordRule> judged)
    {
        foreach (var fault in form.Rules)
        {
            var words = fault switch
            {
                PasswordFault.ContainsOwnName => texts.RuleOwnName,
                PasswordFault.ContainsOrganisation => texts.RuleOrganisation,
                PasswordFault.TooEasilyGuessed => texts.RuleGuess,
                PasswordFault.TypedInTheChat => texts.RuleChat,
                _ => null,
            };
            if (words is not null)
            {
                yield return Line(texts, words, Met(judged, fault));
            }
        }

        if (form.Directory.History is > 0 and var count)
        {
            yield return Line(texts, count is 1 ? texts.RuleHistoryOne : texts.RuleHistory(count), met: null);
        }
    }

    private static bool? Met(IReadOnlyList<PasswordRule> judged, PasswordFault fault) => judged.FirstOrDefault(rule => rule.Fault == fault)?.Met;

    /// <param name="kind">What the script checks; empty for what only the server can.</param>
    private static Html Line(PageTexts texts, string words, bool? met, string kind = "", int number = 0, int max = 0)
    {
        var (state, said) = met switch
        {
            true => ("met", texts.Met),
            false => ("unmet", texts.NotMet),
            null => ("open", ""),
        };
        return $"""
            <li class="{state}" data-rule="{kind}" data-number="{number}" data-max="{max}"><span class="words">{words}</span><span class="visually-hidden said">{said}</span></li>

            """;
    }
}
