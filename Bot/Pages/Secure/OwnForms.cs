namespace SsprBot.Pages;

/// <summary>The forms that pages of ours post.</summary>
internal sealed class OwnForms(PageView view, OwnPage ownPage)
{
    /// <returns>Null when it is not looked at; that is then answered.</returns>
    public async Task<PostedForm?> ReadAsync(HttpContext context)
    {
        if (!ownPage.Sent(context.Request))
        {
            await Explanations.RefusedAsync(view, context, StatusCodes.Status403Forbidden);
            return null;
        }

        var form = await PostedForm.ReadAsync(context.Request, context.RequestAborted);
        if (form.Status is not StatusCodes.Status200OK)
        {
            await Explanations.RefusedAsync(view, context, form.Status);
            return null;
        }

        return form;
    }
}
