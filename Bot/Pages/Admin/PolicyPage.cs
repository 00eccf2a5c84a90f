using SsprBot.Domain;
using SsprBot.Settings;

namespace SsprBot.Pages.Admin;

/// <summary>What holds, and who said so.</summary>
internal sealed class PolicyPage(AdminView view, AdminDoor door, Policy policy, IConfiguration configuration)
{
    public void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods(AdminPaths.Policy, Methods.Read, door.For(AdminRight.SeePolicy, ShowAsync));

    private Task ShowAsync(HttpContext context, AdminUser user) => view.WriteAsync(context, user, AdminPaths.Policy, texts => $"""
        <p>{texts.PolicyLead}</p>
        <h2>{texts.Risks}</h2>
        {Risks(texts, [.. PolicyFloors.All(policy)])}
        <h2>{texts.Settings}</h2>
        {AdminTable.Of(texts.Settings, [texts.Setting, texts.Value, texts.Source], PolicySources.Of(policy, configuration).Select(value => Row(texts, value)))}
        """);

    private static Html Risks(AdminTexts texts, IReadOnlyList<PolicyFault> risks) => risks.Count == 0
        ? (Html)$"<p>{texts.NoRisks}</p>"
        : AdminTable.Of(texts.Risks, [texts.Rule, texts.WhatItSays], risks.Select(risk => AdminTable.Row(AdminTable.Code(risk.Id), AdminTable.Text(risk.Message))));

    private static Html Row(AdminTexts texts, PolicyValue value) => AdminTable.Row(
        AdminTable.Code(value.Path),
        AdminTable.Code(value.Value),
        AdminTable.Text(value.Kind is SourceKind.File ? value.File : texts.Word(value.Kind)));
}
