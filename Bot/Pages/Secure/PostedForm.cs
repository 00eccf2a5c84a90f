using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace SsprBot.Pages;

/// <summary>A small form that was posted; or why it was not read.</summary>
internal sealed class PostedForm
{
    private const int MaxBytes = 8 * 1024;
    private const int MaxFields = 16;

    private readonly IFormCollection _fields;

    private PostedForm(IFormCollection fields, int status)
    {
        _fields = fields;
        Status = status;
    }

    /// <summary>200 when it was read; otherwise what to answer.</summary>
    public int Status { get; }

    /// <summary>What was typed; empty when the field is missing.</summary>
    public string this[string name] => _fields[name].ToString();

    public static async Task<PostedForm> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (!IsForm(request.ContentType))
        {
            return Refused(StatusCodes.Status415UnsupportedMediaType);
        }

        if (request.ContentLength > MaxBytes)
        {
            return Refused(StatusCodes.Status413PayloadTooLarge);
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaxBytes;
        }

        try
        {
            var fields = await request.ReadFormAsync(new FormOptions { ValueCountLimit = MaxFields, BufferBody = false }, ct);

            // A field that stands twice could mean either.
            return fields.Any(field => field.Value.Count > 1)
                ? Refused(StatusCodes.Status400BadRequest)
                : new PostedForm(fields, StatusCodes.Status200OK);
        }
        catch (BadHttpRequestException refusal)
        {
            return Refused(refusal.StatusCode);
        }
        catch (InvalidDataException)
        {
            return Refused(StatusCodes.Status400BadRequest);
        }
    }

    // Our pages send UTF-8; nothing else is guessed at.
    private static bool IsForm(string? type) =>
        MediaTypeHeaderValue.TryParse(type, out var form)
        && form.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
        && (form.Charset.Length == 0 || form.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static PostedForm Refused(int status) => new(FormCollection.Empty, status);
}
