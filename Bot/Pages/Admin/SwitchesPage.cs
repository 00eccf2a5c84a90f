using SsprBot.Domain;

namespace SsprBot.Pages.Admin;

/// <summary>Switches self-service off and on, as a whole or in part, within five seconds everywhere.</summary>
internal sealed class SwitchesPage(AdminView view, AdminDoor door, AdminForms forms, Switching switching)
{
    private const string NameField = "name";
    private const string TurnField = "turn";
    private const string OutcomeField = "outcome";

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(AdminPaths.Switches, Methods.Read, door.For(AdminRight.Switch, ShowAsync));
        endpoints.MapPost(AdminPaths.Switches, door.For(AdminRight.Switch, FlipAsync));
    }

    private Task ShowAsync(HttpContext context, AdminUser user) => view.WriteAsync(context, user, AdminPaths.Switches, texts => $"""
        {Told(texts, context.Request.Query[OutcomeField].ToString())}
        <p>{texts.SwitchesLead}</p>
        {AdminTable.Of(texts.Switches, [texts.WhatIsSwitched, texts.State, texts.Flip], switching.Look().Select(one => Row(context, texts, one)))}
        """);

    private async Task FlipAsync(HttpContext context, AdminUser user)
    {
        if (await forms.ReadAsync(context) is { } form)
        {
            var outcome = form[TurnField] is "on" or "off"
                ? await switching.FlipAsync(user, form[NameField], form[TurnField] == "off", context.RequestAborted)
                : SwitchOutcome.Unknown;
            PageView.SeeOther(context, $"{AdminPaths.Switches}?{OutcomeField}={outcome}");
        }
    }

    private static Html Told(AdminTexts texts, string outcome) => !Enum.GetNames<SwitchOutcome>().Contains(outcome) ? Html.None
        : Enum.Parse<SwitchOutcome>(outcome) is SwitchOutcome.Done ? $"""<p class="yes" role="status">{texts.Word(SwitchOutcome.Done)}</p>"""
        : Problem.Box(texts.Word(Enum.Parse<SwitchOutcome>(outcome)));

    private Html Row(HttpContext context, AdminTexts texts, SwitchState one) => AdminTable.Row(
        AdminTable.Code(one.Name),
        one.IsOff ? (Html)$"""<strong class="off">{texts.Off}</strong>""" : AdminTable.Text(texts.On),
        one.HeldBySettings ? AdminTable.Text(texts.BySettings) : Button(context, texts, one));

    private Html Button(HttpContext context, AdminTexts texts, SwitchState one) =>
        $"""<form method="post" action="{AdminPaths.Switches}">{forms.Seal(context)}<input type="hidden" name="{NameField}" value="{one.Name}"><input type="hidden" name="{TurnField}" value="{(one.IsOff ? "on" : "off")}"><button class="quiet" type="submit" aria-label="{(one.IsOff ? texts.SwitchOnOf(one.Name) : texts.SwitchOffOf(one.Name))}">{(one.IsOff ? texts.SwitchOn : texts.SwitchOff)}</button></form>""";
}
