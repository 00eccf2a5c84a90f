using SsprBot.Domain;

namespace SsprBot.Pages;

/// <summary>The rules for a new password, one line each. The page's script ticks those that can be checked while typing.</summary>
internal static class RuleList
{
    public static IEnumerable<Html> Of(PageTexts texts, PasswordForm form, IReadOnlyList<PasswordRule> judged)
    {
        foreach (var fault in form.Rules)
        {
            var met = judged.FirstOrDefault(rule => rule.Fault == fault)?.Met;
            if (fault is not PasswordFault.NotAllowedCharacters { PrintableAsciiOnly: false } || met is false)
            {
                yield return Line(texts, fault, met);
            }
        }

        if (form.Directory.History is > 0 and var count)
        {
            yield return Line(texts, "", 0, count is 1 ? texts.RuleHistoryOne : texts.RuleHistory(count), null);
        }

        yield return Line(texts, "same", 0, texts.RuleSame, judged.Count > 0 ? true : null);
    }

    private static Html Line(PageTexts texts, PasswordFault fault, bool? met) => fault switch
    {
        PasswordFault.TooShort(var min) => Line(texts, "min", min, texts.RuleMinLength(min), met),
        PasswordFault.TooLong(var max) => Line(texts, "max", max, texts.RuleMaxLength(max), met),
        PasswordFault.TooFewClasses(var needed) => Line(texts, "classes", needed, texts.RuleClasses(needed), met),
        PasswordFault.NotAllowedCharacters(PrintableAsciiOnly: true) => Line(texts, "ascii", 0, texts.RuleAscii, met),
        PasswordFault.NotAllowedCharacters => Line(texts, "characters", 0, texts.RuleCharacters, met),
        PasswordFault.ContainsOwnName => Line(texts, "", 0, texts.RuleOwnName, met),
        PasswordFault.ContainsOrganisation => Line(texts, "", 0, texts.RuleOrganisation, met),
        _ => Line(texts, "", 0, texts.RuleGuess, met),
    };

    /// <param name="kind">What the script checks; empty for what only the server can.</param>
    private static Html Line(PageTexts texts, string kind, int number, string words, bool? met)
    {
        var state = met switch { true => "met", false => "unmet", null => "open" };
        var said = met switch { true => texts.Met, false => texts.NotMet, null => "" };
        var later = kind.Length == 0 ? (Html)$""" <span class="later">({texts.CheckedAtEnd})</span>""" : $"";
        return $"""
            <li class="{state}" data-rule="{kind}" data-number="{number}"><span class="words">{words}</span>{later}<span class="visually-hidden said">{said}</span></li>

            """;
    }
}
