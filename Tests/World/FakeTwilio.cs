using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace SsprBot.World;

/// <summary>One request that came to Twilio.</summary>
/// <param name="Fields">The form, in its order: <c>Name=value</c>.</param>
internal sealed record TwilioRequest(string Path, string Authorization, IReadOnlyList<string> Fields)
{
    public string? this[string name] => Fields.FirstOrDefault(field => field.StartsWith($"{name}=", StringComparison.Ordinal))?[(name.Length + 1)..];
}

/// <summary>Behaves like Twilio's REST API: it takes texts and calls, or refuses, delays or drops as it is told.</summary>
internal sealed class FakeTwilio : IAsyncDisposable
{
    public const string AccountSid = "AC0123456789abcdef0123456789abcdef";
    public const string AuthToken = "fedcba9876543210fedcba9876543210";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<TwilioRequest> _requests = new();
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _next = new();
    private readonly SemaphoreSlim _arrived = new(0);

    private FakeTwilio(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public IReadOnlyCollection<TwilioRequest> Requests => _requests;

    /// <summary>What became of the account.</summary>
    public string Status { get; set; } = "active";

    /// <summary>The numbers of the account, and where texts to them are sent on to.</summary>
    public ConcurrentDictionary<string, (string Url, string Method)> Numbers { get; } = new();

    /// <summary>Its messaging services, and where texts to them are sent on to.</summary>
    public ConcurrentDictionary<string, (string Url, string Method)> Services { get; } = new();

    public static async Task<FakeTwilio> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var twilio = new FakeTwilio(app);
        app.MapPost("/2010-04-01/Accounts/{account}/{list}.json", twilio.AnswerAsync);
        app.MapGet("/2010-04-01/Accounts/{account}.json", context => TellAsync(context, new { status = twilio.Status }));
        app.MapGet("/2010-04-01/Accounts/{account}/IncomingPhoneNumbers.json", context => TellAsync(context, new
        {
            incoming_phone_numbers = twilio.Numbers.Where(number => number.Key == context.Request.Query["PhoneNumber"])
                .Select(number => new { phone_number = number.Key, sms_url = number.Value.Url, sms_method = number.Value.Method }),
        }));
        app.MapGet("/v1/Services/{service}", context => twilio.Services.TryGetValue((string)context.GetRouteValue("service")!, out var service)
            ? TellAsync(context, new { inbound_request_url = service.Url, inbound_method = service.Method, use_inbound_webhook_on_number = false })
            : RefuseAsync(context, StatusCodes.Status404NotFound, 20404));
        await app.StartAsync();
        return twilio;
    }

    /// <summary>The next request is refused so, in the documented shape.</summary>
    /// <param name="retryAfter">Seconds.</param>
    public FakeTwilio ThenRefuses(int status, int code, int? retryAfter = null) => Then(context =>
    {
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter.Value.ToString(CultureInfo.InvariantCulture);
        }

        return RefuseAsync(context, status, code);
    });

    /// <summary>The next request gets an answer that is not Twilio's.</summary>
    public FakeTwilio ThenAnswers(int status, string body) => Then(context =>
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body);
    });

    /// <summary>The next request is taken, and the answer lost on its way.</summary>
    public FakeTwilio ThenIsCutOff() => Then(context =>
    {
        context.Abort();
        return Task.CompletedTask;
    });

    /// <summary>The next request is taken, and never answered.</summary>
    public FakeTwilio ThenIsSilent() => Then(context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));

    /// <summary>One more request has come.</summary>
    public Task ArrivedAsync() => _arrived.WaitAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _arrived.Dispose();
    }

    private static Task RefuseAsync(HttpContext context, int status, int code)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { code, message = "It is refused.", more_info = $"https://www.twilio.com/docs/errors/{code}", status });
    }

    private static Task TellAsync<T>(HttpContext context, T answer) =>
        IsLetIn(context) ? context.Response.WriteAsJsonAsync(answer) : RefuseAsync(context, StatusCodes.Status401Unauthorized, 20003);

    private static bool IsLetIn(HttpContext context) =>
        context.Request.Headers.Authorization == $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{AccountSid}:{AuthToken}"))}";

    private FakeTwilio Then(Func<HttpContext, Task> answer)
    {
        _next.Enqueue(answer);
        return this;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var list = (string)context.GetRouteValue("list")!;
        using var body = new StreamReader(context.Request.Body);
        var fields = (await body.ReadToEndAsync()).Split('&', StringSplitOptions.RemoveEmptyEntries).Select(field => Uri.UnescapeDataString(field.Replace('+', ' '))).ToArray();
        var authorization = context.Request.Headers.Authorization.ToString();
        _requests.Enqueue(new TwilioRequest(context.Request.Path, authorization, fields));
        _arrived.Release();
        if (_next.TryDequeue(out var answer))
        {
            await answer(context);
        }
        else if (!IsLetIn(context))
        {
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, 20003);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status201Created;
            var number = _requests.Count.ToString("x32", CultureInfo.InvariantCulture);
            await context.Response.WriteAsJsonAsync(new { sid = (list == "Calls" ? "CA" : "SM") + number, account_sid = AccountSid, status = "queued", error_code = (int?)null, price = (string?)null });
        }
    }
}
