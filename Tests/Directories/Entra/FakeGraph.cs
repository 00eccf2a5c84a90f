using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SsprBot.Directories.Entra;

/// <summary>A tenant on loopback: its sign-in, and the part of Microsoft Graph that is used, in the documented shapes. It can be gone and come back.</summary>
internal sealed partial class FakeGraph : IAsyncDisposable
{
    public const string Tenant = "aaaabbbb-cccc-4ddd-8eee-ffff00001111";
    public const string ClientId = "0f0e0d0c-1111-4222-8333-444455556666";
    public const string Secret = "the-secret-of-the-application";

    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Func<HttpContext, Task>>> _troubles = new();
    private WebApplication? _app;
    private int _tokens;
    private int _passwords;

    public List<GraphPerson> People { get; } = [];

    /// <summary>Each request: method and path, with its query decoded.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    /// <summary>Tokens before this one are not accepted any more.</summary>
    public int FirstToken { get; set; }

    /// <summary>What is asked for is done, and the answer never sent.</summary>
    public bool LosesAnswers { get; set; }

    public string Url { get; private set; } = "http://127.0.0.1:0";

    /// <summary>The settings of a host that looks people up here.</summary>
    /// <param name="name">What it calls the directory.</param>
    public (string Name, string Value)[] Settings(string name) =>
    [
        ($"Directories:{name}:Kind", "Entra"), ($"Directories:{name}:TenantId", Tenant), ($"Directories:{name}:ClientId", ClientId), ($"Directories:{name}:ClientSecret", Secret),
        ($"Directories:{name}:StandIn", Url),
    ];

    public static async Task<FakeGraph> StartAsync()
    {
        var graph = new FakeGraph();
        await graph.ReturnAsync();
        return graph;
    }

    public GraphPerson Add(GraphPerson person)
    {
        People.Add(person);
        return person;
    }

    /// <summary>Nothing listens any more.</summary>
    public async Task LeaveAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.DisposeAsync();
        }
    }

    /// <summary>It listens, where it did before, and answers.</summary>
    public async Task ReturnAsync()
    {
        LosesAnswers = false;
        if (_app is not null)
        {
            return;
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Url);
        _app = builder.Build();
        _app.Run(AnswerAsync);
        await _app.StartAsync();
        Url = _app.Urls.Single();
    }

    /// <summary>The next requests whose method and path end so are refused, in the documented shape; without a code the answer is a page of something before Graph.</summary>
    /// <param name="retryAfter">Seconds.</param>
    public void Refuse(string path, int status, string code, string message = "It is refused.", int? retryAfter = null, int times = 1) => Trouble(path, times, context =>
    {
        if (retryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return code.Length > 0 ? RefuseAsync(context, status, code, message) : WriteAsync(context, status, "<html><body>Bad gateway</body></html>");
    });

    /// <summary>The next request whose path ends so is answered by this.</summary>
    public void Answer(string path, string body) => Trouble(path, 1, context => WriteAsync(context, StatusCodes.Status200OK, body));

    /// <summary>The next request whose method and path end so breaks off before anything is done.</summary>
    public void CutOff(string path, int times = 1) => Trouble(path, times, context =>
    {
        context.Abort();
        return Task.CompletedTask;
    });

    /// <summary>The next requests whose path ends so are never answered.</summary>
    public void Stall(string path, int times = 1) =>
        Trouble(path, times, context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    private void Trouble(string path, int times, Func<HttpContext, Task> answer)
    {
        for (var time = 0; time < times; time++)
        {
            _troubles.GetOrAdd(path, _ => new()).Enqueue(answer);
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var (path, query) = (context.Request.Path.Value!, HttpUtility.UrlDecode(context.Request.QueryString.Value!));
        _requests.Enqueue($"{context.Request.Method} {path}{query}");
        foreach (var (end, troubles) in _troubles)
        {
            if ($"{context.Request.Method} {path}".EndsWith(end, StringComparison.OrdinalIgnoreCase) && troubles.TryDequeue(out var trouble))
            {
                await trouble(context);
                return;
            }
        }

        if (path == $"/{Tenant}/oauth2/v2.0/token")
        {
            await SignInAsync(context);
        }
        else if (!IsAccepted(context.Request.Headers.Authorization.ToString()))
        {
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "InvalidAuthenticationToken", "Access token has expired or is not yet valid.");
        }
        else
        {
            await AnswerAsync(context, path.Split('/')[2..], query);
        }
    }

    private bool IsAccepted(string authorization) =>
        authorization.StartsWith("Bearer token-", StringComparison.Ordinal) && int.Parse(authorization["Bearer token-".Length..], CultureInfo.InvariantCulture) > FirstToken;

    private async Task SignInAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        if (form["grant_type"] != "client_credentials" || form["client_id"] != ClientId || form["client_secret"] != Secret || form["scope"].ToString().Split(' ') is not [.., _] scopes
            || !scopes.Contains("https://graph.microsoft.com/.default"))
        {
            await WriteAsync(context, StatusCodes.Status401Unauthorized, """{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided.","error_codes":[7000215]}""");
            return;
        }

        await WriteAsync(context, StatusCodes.Status200OK, $$"""{"token_type":"Bearer","expires_in":3599,"ext_expires_in":3599,"access_token":"token-{{Interlocked.Increment(ref _tokens)}}"}""");
    }

    private async Task AnswerAsync(HttpContext context, string[] path, string query)
    {
        switch ((context.Request.Method, path))
        {
            case ("GET", ["users"]):
                var typed = Quoted().Match(query).Groups[1].Value.Replace("''", "'", StringComparison.Ordinal);
                await ListAsync(context, People.Where(person => Is(person.UserPrincipalName, typed) || Is(person.Mail, typed)).Select(person => person.ToJson()));
                break;

            case ("GET", ["roleManagement", "directory", var kind]):
                var principal = People.Find(person => person.Id == Quoted().Match(query).Groups[1].Value);
                await ListAsync(context, (kind is "roleAssignments" ? principal?.Assigned : principal?.Eligible) ?? []);
                break;

            case (_, ["users", var key, .. var rest]) when People.Find(person => person.Id == key || Is(person.UserPrincipalName, key)) is { } person:
                await AnswerAsync(context, person, string.Join('/', rest));
                break;

            default:
                await RefuseAsync(context, StatusCodes.Status404NotFound, "Request_ResourceNotFound", "Resource does not exist or one of its queried reference-property objects are not present.");
                break;
        }
    }

    private Task AnswerAsync(HttpContext context, GraphPerson person, string what) => (context.Request.Method, what) switch
    {
        ("GET", "") => WriteAsync(context, StatusCodes.Status200OK, person.ToJson().ToJsonString()),
        ("GET", "authentication/methods") => ListAsync(context, person.Methods),
        ("GET", "transitiveMemberOf") => PageAsync(context, person),
        ("PATCH", "") => SetAsync(context, person),
        ("POST", "revokeSignInSessions") => RevokeAsync(context, person),
        _ => RefuseAsync(context, StatusCodes.Status400BadRequest, "BadRequest", "Resource not found for the segment."),
    };

    private Task RevokeAsync(HttpContext context, GraphPerson person)
    {
        person.Revoked++;
        return WriteAsync(context, StatusCodes.Status200OK, """{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#Edm.Boolean","value":true}""");
    }

    // Two to a page, whatever is asked for.
    private Task PageAsync(HttpContext context, GraphPerson person)
    {
        var skipped = context.Request.Query["$skiptoken"] is [{ } token] ? int.Parse(token, CultureInfo.InvariantCulture) : 0;
        var page = new JsonObject { ["value"] = new JsonArray([.. person.MemberOf.Skip(skipped).Take(2).Select(thing => thing.DeepClone())]) };
        if (person.MemberOf.Count > skipped + 2)
        {
            page["@odata.nextLink"] = $"https://graph.microsoft.com/v1.0/users/{person.Id}/transitiveMemberOf?$top=999&$skiptoken={skipped + 2}";
        }

        return WriteAsync(context, StatusCodes.Status200OK, page.ToJsonString());
    }

    private async Task SetAsync(HttpContext context, GraphPerson person)
    {
        var profile = (await JsonNode.ParseAsync(context.Request.Body))!["passwordProfile"]!;
        var password = (string)profile["password"]!;
        if (person.Synchronised is not null)
        {
            await RefuseAsync(
                context, StatusCodes.Status400BadRequest, "Request_BadRequest",
                "Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration. (passwordProfile)");
        }
        else if (password.Length is < 8 or > 256 || Kinds().Count(kind => kind.IsMatch(password)) < 3 || password.Contains("contoso", StringComparison.OrdinalIgnoreCase))
        {
            await RefuseAsync(
                context, StatusCodes.Status400BadRequest, "Request_BadRequest", "The specified password does not comply with password complexity requirements. Please provide a different password.");
        }
        else
        {
            (person.Password, person.PasswordSetAt) = (password, person.PasswordSetAt.AddMinutes(++_passwords));
            await WriteAsync(context, StatusCodes.Status204NoContent, "");
        }
    }

    private static bool Is(string? value, string typed) => string.Equals(value, typed, StringComparison.OrdinalIgnoreCase);

    private static Regex[] Kinds() => [new("[a-z]"), new("[A-Z]"), new("[0-9]"), new("[^a-zA-Z0-9]")];

    private Task ListAsync(HttpContext context, IEnumerable<JsonObject> things) => WriteAsync(
        context, StatusCodes.Status200OK, new JsonObject { ["value"] = new JsonArray([.. things.Select(thing => thing.DeepClone())]) }.ToJsonString());

    private Task RefuseAsync(HttpContext context, int status, string code, string message) => WriteAsync(context, status, new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["code"] = code,
            ["message"] = message,
            ["innerError"] = new JsonObject { ["date"] = "2026-11-22T12:00:00", ["request-id"] = "11111111-2222-4333-8444-555555555555" },
        },
    }.ToJsonString());

    private Task WriteAsync(HttpContext context, int status, string body)
    {
        if (LosesAnswers)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = body.StartsWith('<') ? "text/html" : "application/json";
        return status == StatusCodes.Status204NoContent ? Task.CompletedTask : context.Response.WriteAsync(body);
    }

    [GeneratedRegex("eq '((?:[^']|'')*)'")]
    private static partial Regex Quoted();
}
