using System.Threading.RateLimiting;
using SsprBot.Captcha;
using SsprBot.Domain;

namespace SsprBot.Pages;

/// <summary>The picture of a CAPTCHA, and its sound. Each answer is drawn and spoken anew, so there are only a few of them.</summary>
internal sealed class CaptchaPage : IDisposable
{
    private const int SessionIdLength = 22;
    private const int PerSession = 20;
    private const int PerAddress = 120;

    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(10);

    private readonly Vault _vault;
    private readonly PartitionedRateLimiter<HttpContext> _limiter;

    public CaptchaPage(Vault vault)
    {
        _vault = vault;
        _limiter = PartitionedRateLimiter.CreateChained(Limit(Session, PerSession), Limit(Address, PerAddress));
    }

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/captcha/{session}.png", context => AnswerAsync(context, "image/png", (text, _) => CaptchaPicture.Draw(text)));
        endpoints.MapGet("/captcha/{session}.wav", context => AnswerAsync(context, "audio/wav", CaptchaSound.Speak));
    }

    public void Dispose() => _limiter.Dispose();

    private async Task AnswerAsync(HttpContext context, string type, Func<string, string, byte[]> make)
    {
        using var lease = _limiter.AttemptAcquire(context);
        if (!lease.IsAcquired)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }

        var ct = context.RequestAborted;
        if (await SessionAsync(context, ct) is not { BotChallenge: { Kind: BotCheck.Captcha } challenge } session
            || !session.IsLive(_vault.Now)
            || _vault.Now >= challenge.ExpiresAt)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var made = make(challenge.Text, session.Visitor.Chat.Language);
        context.Response.ContentType = type;
        context.Response.ContentLength = made.Length;
        await context.Response.Body.WriteAsync(made, ct);
    }

    private async Task<RecoverySession?> SessionAsync(HttpContext context, CancellationToken ct) =>
        Session(context) is { Length: SessionIdLength } id ? (await _vault.Sessions.ReadAsync(id, ct))?.Value : null;

    private static PartitionedRateLimiter<HttpContext> Limit(Func<HttpContext, string> who, int permits) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetFixedWindowLimiter(
            who(context), _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = s_window }));

    private static string Session(HttpContext context) => context.Request.RouteValues["session"] as string ?? "";

    private static string Address(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}
