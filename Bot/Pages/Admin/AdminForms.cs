namespace SsprBot.Pages.Admin;

/// <summary>The forms of the admin area: sent by a page of ours, in the browser that it was shown in.</summary>
internal sealed class AdminForms(OwnForms forms, FormSeal seal, PageView view)
{
    private const string Purpose = "admin";

    public Html Seal(HttpContext context) => seal.Input(context, Purpose);

    /// <returns>Null when it is not looked at; that is then answered.</returns>
    public async Task<PostedForm?> ReadAsync(HttpContext context)
    {
        if (await forms.ReadAsync(context) is not { } form)
        {
            return null;
        }

        if (!seal.Fits(context, Purpose, form[FormSeal.Field]))
        {
            await Explanations.RefusedAsync(view, context, StatusCodes.Status400BadRequest);
            return null;
        }

        return form;
    }
}
