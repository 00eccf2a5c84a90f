using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using SsprBot.Domain;

namespace SsprBot.Pages.Dev;

/// <summary>Answers the calls in the developer's inbox: presses keys, or lets it ring.</summary>
internal sealed class CallKeys(Calls calls, OwnPage ownPage)
{
    public const string Field = "keys";

    private const int MaxBytes = 1024;

    public async Task PressAsync(HttpContext context)
    {
        if (LoopbackOnly.IsForeign(context, ownPage))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        var (status, keys) = await KeysAsync(context.Request, context.RequestAborted);
        if (status is not StatusCodes.Status200OK)
        {
            context.Response.StatusCode = status;
            return;
        }

        await AnswerAsync(context, await calls.KeysAsync(IdOf(context), keys, context.RequestAborted));
    }

    public async Task LeaveUnansweredAsync(HttpContext context)
    {
        if (LoopbackOnly.IsForeign(context, ownPage))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        var ended = await calls.EndedAsync(IdOf(context), CallEnd.NoAnswer, context.RequestAborted);
        await AnswerAsync(context, ended ? CallAnswer.NotConfirmed : CallAnswer.Over);
    }

    private static string IdOf(HttpContext context) => $"{context.Request.RouteValues["id"]}";

    private static async Task<(int Status, string Keys)> KeysAsync(HttpRequest request, CancellationToken ct)
    {
        if (!request.HasJsonContentType())
        {
            var form = await PostedForm.ReadAsync(request, ct);
            return (form.Status, form[Field].Trim());
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaxBytes;
        }

        try
        {
            return await request.ReadFromJsonAsync(DevJson.Default.KeysPressed, ct) is { Keys: { } keys }
                ? (StatusCodes.Status200OK, keys.Trim())
                : (StatusCodes.Status400BadRequest, "");
        }
        catch (JsonException)
        {
            return (StatusCodes.Status400BadRequest, "");
        }
    }

    private static async Task AnswerAsync(HttpContext context, CallAnswer answer)
    {
        if (!DevPages.WantsJson(context))
        {
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = "/dev/inbox";
            return;
        }

        context.Response.StatusCode = answer is CallAnswer.Over ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        await DevPages.JsonAsync(
            context, new KeysAnswer(IdOf(context), JsonNamingPolicy.CamelCase.ConvertName(answer.ToString())), DevJson.Default.KeysAnswer);
    }
}
