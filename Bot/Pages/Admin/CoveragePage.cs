using SsprBot.Domain;

namespace SsprBot.Pages.Admin;

/// <summary>How many people are ready to help themselves.</summary>
internal sealed class CoveragePage(AdminView view, AdminDoor door, Survey survey, Policy policy)
{
    public void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods(AdminPaths.Coverage, Methods.Read, door.For(AdminRight.SeeCoverage, ShowAsync));

    private async Task ShowAsync(HttpContext context, AdminUser user)
    {
        var coverage = await survey.CoverageAsync(context.RequestAborted);
        await view.WriteAsync(context, user, AdminPaths.Coverage, texts => $"""
            <p>{texts.CoverageLead(policy.MethodsToRegister)}</p>
            <p class="hint">{texts.CoverageHint}</p>
            {AdminTable.Of(texts.Coverage, [texts.People, texts.Number],
            [
                AdminTable.Row(AdminTable.Text(texts.RegisteredAnything), AdminTable.Number(coverage.People)),
                AdminTable.Row(AdminTable.Text(texts.RegisteredEnough), AdminTable.Number(coverage.Enough)),
                AdminTable.Row(AdminTable.Text(texts.RegisteredTooFew), AdminTable.Number(coverage.People - coverage.Enough)),
                AdminTable.Row(AdminTable.Text(texts.ReconfirmDue), AdminTable.Number(coverage.ReconfirmDue)),
            ])}
            {AdminTable.Chart("bar", texts.ByOption, [texts.Option, texts.People], coverage.ByOption.Select(option => (texts.Word(option.Key), (int[])[option.Value])))}
            """);
    }
}
