using SsprBot.Domain;

namespace SsprBot.Pages.Admin;

/// <summary>The answers to "what if", and the fields that ask.</summary>
internal static class WhatIfView
{
    public static string FieldOf(GateMethod method) => $"method-{method}";

    /// <param name="outlook">Null when what was typed is no user ID.</param>
    public static Html Outlook(AdminTexts texts, string userId, Goal goal, AccountOutlook? outlook) => outlook is null
        ? Problem.Box(texts.NotAUserId)
        : $"""
        <section class="answer" role="status" aria-labelledby="answer">
        <h2 id="answer">{texts.WouldHappen(userId, texts.Word(goal))}</h2>
        {Verdict(texts, outlook)}
        {(outlook.Throttles.Count == 0 ? Html.None : (Html)$"""<p>{texts.HeldBackNow}</p><ul>{outlook.Throttles.Select(why => (Html)$"<li>{texts.Word(why)}</li>")}</ul>""")}
        </section>
        """;

    public static Html Outlook(AdminTexts texts, PolicyOutlook outlook) =>
        $"""
        <section class="answer" role="status" aria-labelledby="answer">
        <h2 id="answer">{texts.WouldStrand(outlook.Stranded)}</h2>
        {AdminTable.Of(texts.AboutPolicy, [texts.People, texts.Number],
        [
            AdminTable.Row(AdminTable.Text(texts.Asked), AdminTable.Number(outlook.Asked)),
            AdminTable.Row(AdminTable.Text(texts.CanNow), AdminTable.Number(outlook.CanNow)),
            AdminTable.Row(AdminTable.Text(texts.Could), AdminTable.Number(outlook.Could)),
            AdminTable.Row(AdminTable.Text(texts.Stranded), AdminTable.Number(outlook.Stranded)),
            AdminTable.Row(AdminTable.Text(texts.NotAsked), AdminTable.Number(outlook.NotAsked)),
        ])}
        </section>
        """;

    public static Html Check(string field, string label, bool isOn) => isOn
        ? (Html)$"""<label><input type="checkbox" name="{field}" value="on" checked> {label}</label>"""
        : $"""<label><input type="checkbox" name="{field}" value="on"> {label}</label>""";

    public static Html Option(int value, bool isChosen) => isChosen ? (Html)$"""<option value="{value}" selected>{value}</option>""" : $"""<option value="{value}">{value}</option>""";

    private static Html Verdict(AdminTexts texts, AccountOutlook outlook) => outlook switch
    {
        { DirectoryDown: true } => $"<p>{texts.DirectoryDown}</p>",
        { Why: { } why } => $"<p>{texts.FirstThatFails} <strong>{texts.Word(why)}</strong></p>",
        { Offer: { Gates: > 0 } offer } => $"""<p>{texts.WouldBeOffered(offer.Gates)}</p><ul>{offer.Methods.Select(method => (Html)$"<li>{texts.Word(method)}</li>")}</ul>""",
        _ => $"<p>{texts.CurrentPasswordAsked}</p>",
    };
}
