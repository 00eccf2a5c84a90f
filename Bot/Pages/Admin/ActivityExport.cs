using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.RateLimiting;
using SsprBot.Domain;

namespace SsprBot.Pages.Admin;

/// <summary>The activity log as a file, written as it is read: however long it is, it takes no memory.</summary>
internal sealed class ActivityExport(AdminDoor door, AdminView view, IActivityLog activity, Vault vault, AdminLog audit) : IDisposable
{
    private const int AtOnce = 2;

    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions { PermitLimit = AtOnce });

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(AdminPaths.Csv, door.For(AdminRight.Export, (context, user) => WriteAsync(context, user, "csv", "text/csv; charset=utf-8; header=present", CsvAsync)));
        endpoints.MapGet(AdminPaths.Json, door.For(AdminRight.Export, (context, user) => WriteAsync(context, user, "json", "application/json; charset=utf-8", JsonAsync)));
    }

    public void Dispose() => _limiter.Dispose();

    private async Task WriteAsync(
        HttpContext context, AdminUser user, string kind, string type, Func<Stream, IAsyncEnumerable<AuditLine>, CancellationToken, Task> write)
    {
        var ct = context.RequestAborted;
        if (ActivityFilter.Read(context.Request.Query, vault.Now) is not { } filter)
        {
            await view.WriteAsync(context, user, AdminPaths.Activity, texts => Problem.Box(texts.FilterNotRead), StatusCodes.Status400BadRequest);
            return;
        }

        using var lease = _limiter.AttemptAcquire();
        if (!lease.IsAcquired)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }

        await audit.NoteAsync(user, "exported", ct, detail: kind);
        context.Response.ContentType = type;
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"activity-{vault.Now.UtcDateTime.ToString("yyyyMMdd-HHmm", CultureInfo.InvariantCulture)}.{kind}\"";
        await write(context.Response.Body, Activity.ReadAsync(activity, filter with { After = null }, ct), ct);
    }

    private static async Task CsvAsync(Stream to, IAsyncEnumerable<AuditLine> lines, CancellationToken ct)
    {
        await using var writer = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await writer.WriteAsync(Csv.Line(["Number", "Time", "Activity", "Result", "Reason", "Detail", "Channel", "Person", "Visit", "Hash"]).AsMemory(), ct);
        await foreach (var line in lines)
        {
            var row = ActivityRow.Of(line);
            await writer.WriteAsync(
                Csv.Line([$"{row.Number}", row.Time, row.Activity, row.Result, row.Reason, row.Detail, row.Channel, row.Person, row.Visit, row.Hash]).AsMemory(), ct);
        }
    }

    private static async Task JsonAsync(Stream to, IAsyncEnumerable<AuditLine> lines, CancellationToken ct) =>
        await JsonSerializer.SerializeAsync(to, lines.Select(ActivityRow.Of), ActivityJson.Default.IAsyncEnumerableActivityRow, ct);
}

/// <summary>A line of the activity log as files have it.</summary>
/// <param name="Time">UTC, ISO 8601.</param>
internal sealed record ActivityRow(
    long Number, string Time, string Activity, string Result, string Reason, string Detail, string Channel, string Person, string Visit, string Hash)
{
    public static ActivityRow Of(AuditLine line) => new(
        line.Number,
        line.Event.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        $"{line.Event.Activity}",
        $"{line.Event.Result}",
        line.Event.Reason,
        line.Event.Detail,
        line.Event.Channel,
        line.Event.Person,
        line.Event.Session,
        line.Hash);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IAsyncEnumerable<ActivityRow>))]
internal sealed partial class ActivityJson : JsonSerializerContext;
