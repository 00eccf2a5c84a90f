using System.Xml.Linq;
using Microsoft.Extensions.Options;
using SsprBot.Settings;
using Twilio.Security;

namespace SsprBot.Channels.Twilio;

/// <summary>Lets in what Twilio signed for our account and for the address that it was given, and nothing else.</summary>
internal sealed class TwilioDoor(IOptions<TwilioSettings> settings, TimeProvider time, ILogger<TwilioDoor> log)
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string SignatureHeader = "X-Twilio-Signature";
    private const int MaxBody = 32 * 1024;
    private const int MaxSignature = 100;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(8);

    /// <param name="place">The address that Twilio was given: whatever a request says about its host does not count.</param>
    public async Task OpenAsync(HttpContext context, Uri place, Func<TwilioForm, CancellationToken, Task<Reply>> serve)
    {
        using var limit = new CancellationTokenSource(s_limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, limit.Token);
        await WriteAsync(context.Response, await InTimeAsync(context.Request, place, serve, limit.Token, either.Token), context.RequestAborted);
    }

    private static async Task WriteAsync(HttpResponse response, Reply reply, CancellationToken ct)
    {
        response.StatusCode = reply.Status;
        if (reply.Markup is { } markup)
        {
            response.ContentType = "text/xml; charset=utf-8";
            await response.WriteAsync(markup.ToString(SaveOptions.DisableFormatting), ct);
        }
    }

    private async Task<Reply> InTimeAsync(
        HttpRequest request, Uri place, Func<TwilioForm, CancellationToken, Task<Reply>> serve, CancellationToken limit, CancellationToken ct)
    {
        try
        {
            return await AnswerAsync(request, place, serve, ct);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return Reply.Busy;
        }
    }

    private async Task<Reply> AnswerAsync(HttpRequest request, Uri place, Func<TwilioForm, CancellationToken, Task<Reply>> serve, CancellationToken ct)
    {
        if (request.Headers[SignatureHeader] is not [{ Length: > 0 and <= MaxSignature } signature] || !IsForm(request))
        {
            return Refuse();
        }

        if (await RequestBody.ReadAsync(request, MaxBody, ct) is not { } body)
        {
            return Reply.TooLarge;
        }

        return TwilioForm.Read(body) is { } form
            && IsSigned($"{place.AbsoluteUri}{request.QueryString.Value}", form, signature)
            && form["AccountSid"] == settings.Value.AccountSid
                ? await serve(form, ct)
                : Refuse();
    }

    private static bool IsForm(HttpRequest request) => request.ContentType?.Split(';')[0].Trim().Equals(Form, StringComparison.OrdinalIgnoreCase) is true;

    // The second token counts while the first is exchanged. Both are tried, whichever fits.
    private bool IsSigned(string url, TwilioForm form, string signature)
    {
        string[] tokens = [settings.Value.AuthToken, settings.Value.SecondaryAuthToken];
        return tokens.Where(token => token.Length > 0).Select(token => new RequestValidator(token).Validate(url, form.Fields, signature)).ToArray().Contains(true);
    }

    private Reply Refuse()
    {
        log.WebhookRefused();
        return Reply.Refused;
    }
}
