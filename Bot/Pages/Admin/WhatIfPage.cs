using System.Globalization;
using SsprBot.Domain;

namespace SsprBot.Pages.Admin;

/// <summary>What would happen: to one person, or to all under another policy.</summary>
internal sealed class WhatIfPage(AdminView view, AdminDoor door, AdminForms forms, WhatIf whatIf, Survey survey, Policy policy, AdminLog audit)
{
    private const string UserIdField = "user-id";
    private const string GoalField = "goal";
    private const string GatesField = "gates";
    private const string ContactsField = "directory-contacts";
    private const string QuestionsField = "questions";
    private const string CoolingField = "cooling-off-hours";
    private const int LongestCooling = 720;

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(AdminPaths.WhatIf, Methods.Read, door.For(AdminRight.AskAboutAccount, (context, user) => ShowAsync(context, user, _ => Html.None, policy)));
        endpoints.MapPost(AdminPaths.WhatIfAccount, door.For(AdminRight.AskAboutAccount, AskAboutAccountAsync));
        endpoints.MapPost(AdminPaths.WhatIfPolicy, door.For(AdminRight.AskAboutPolicy, AskAboutPolicyAsync));
    }

    private async Task AskAboutAccountAsync(HttpContext context, AdminUser user)
    {
        if (await forms.ReadAsync(context) is not { } form)
        {
            return;
        }

        var goal = Enum.GetNames<Goal>().Contains(form[GoalField]) ? Enum.Parse<Goal>(form[GoalField]) : Goal.Reset;
        var outlook = await whatIf.AskAsync(user, goal, form[UserIdField], context.RequestAborted);
        await ShowAsync(context, user, texts => WhatIfView.Outlook(texts, form[UserIdField].Trim(), goal, outlook), policy);
    }

    private async Task AskAboutPolicyAsync(HttpContext context, AdminUser user)
    {
        if (await forms.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (Other(form) is not { } other)
        {
            await ShowAsync(context, user, texts => Problem.Box(texts.FormNotRead), policy, StatusCodes.Status400BadRequest);
            return;
        }

        await audit.NoteAsync(user, "asked-what-if-policy", context.RequestAborted);
        var outlook = await survey.OutlookAsync(other, context.RequestAborted);
        await ShowAsync(context, user, texts => WhatIfView.Outlook(texts, outlook), other);
    }

    /// <returns>Null when a value is none.</returns>
    private Policy? Other(PostedForm form)
    {
        GateMethod[] methods = [.. Enum.GetValues<GateMethod>().Where(method => form[WhatIfView.FieldOf(method)].Length > 0)];
        return form[GatesField] is "1" or "2"
            && methods.Length > 0
            && int.TryParse(form[CoolingField], NumberStyles.None, CultureInfo.InvariantCulture, out var hours) && hours <= LongestCooling
                ? policy with
                {
                    Gates = form[GatesField] == "1" ? 1 : 2,
                    Methods = methods,
                    DirectoryContacts = form[ContactsField].Length > 0,
                    Questions = policy.Questions with { Enabled = form[QuestionsField].Length > 0 },
                    CoolingOff = TimeSpan.FromHours(hours),
                }
                : null;
    }

    private Task ShowAsync(HttpContext context, AdminUser user, Func<AdminTexts, Html> answer, Policy shown, int status = StatusCodes.Status200OK) => view.WriteAsync(
        context,
        user,
        AdminPaths.WhatIf,
        texts => $"""
            {answer(texts)}
            {AboutAccount(context, texts)}
            {(user.May(AdminRight.AskAboutPolicy) ? AboutPolicy(context, texts, shown) : Html.None)}
            """,
        status);

    private Html AboutAccount(HttpContext context, AdminTexts texts) =>
        $"""
        <h2>{texts.AboutAccount}</h2>
        <form class="ask" method="post" action="{AdminPaths.WhatIfAccount}">
        {forms.Seal(context)}
        <div class="field"><label for="user-id">{texts.UserId}</label><input id="user-id" name="{UserIdField}" type="text" autocomplete="off" required></div>
        <div class="field"><label for="goal">{texts.AsksFor}</label><select id="goal" name="{GoalField}">{Enum.GetValues<Goal>().Select(goal => (Html)$"""<option value="{goal.ToString()}">{texts.Word(goal)}</option>""")}</select></div>
        <button class="button" type="submit">{texts.Ask}</button>
        </form>
        """;

    private Html AboutPolicy(HttpContext context, AdminTexts texts, Policy shown) =>
        $"""
        <h2>{texts.AboutPolicy}</h2>
        <p>{texts.AboutPolicyLead(Survey.MostAsked)}</p>
        <form class="ask" method="post" action="{AdminPaths.WhatIfPolicy}">
        {forms.Seal(context)}
        <div class="field"><label for="gates">{texts.Gates}</label><select id="gates" name="{GatesField}">{((int[])[1, 2]).Select(gates => WhatIfView.Option(gates, gates == shown.Gates))}</select></div>
        <fieldset class="checks"><legend>{texts.MethodsAllowed}</legend>{Enum.GetValues<GateMethod>().Select(method => WhatIfView.Check(WhatIfView.FieldOf(method), texts.Word(method), shown.Methods.Count == 0 || shown.Methods.Contains(method)))}</fieldset>
        <fieldset class="checks"><legend>{texts.Besides}</legend>{WhatIfView.Check(ContactsField, texts.DirectoryContacts, shown.DirectoryContacts)}{WhatIfView.Check(QuestionsField, texts.QuestionsOn, shown.Questions.Enabled)}</fieldset>
        <div class="field"><label for="cooling">{texts.CoolingOffHours}</label><input id="cooling" name="{CoolingField}" type="number" min="0" max="{LongestCooling}" value="{(int)shown.CoolingOff.TotalHours}" required></div>
        <button class="button" type="submit">{texts.Ask}</button>
        </form>
        """;
}
