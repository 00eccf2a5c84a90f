using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SsprBot.Host;

namespace SsprBot.Abuse;

/// <summary>The real host in this process, whose clock an attack moves. Without a bot check: attackers would pass it, too.</summary>
internal sealed class AttackedHost : IAsyncDisposable
{
    public const string Anna = "anna.lima@contoso.test";
    public const string AnnasMail = "anna.lima@example.net";
    public const string AnnasPhone = "+14255550101";

    public FakeTimeProvider Time { get; } = new(TimeProvider.System.GetUtcNow());

    public HttpClient Http { get; } = new();

    public InProcessHost Host { get; private set; } = null!;

    public IServiceProvider Services => Host.Services;

    public static async Task<AttackedHost> StartAsync(params string[] settings)
    {
        var attacked = new AttackedHost();
        attacked.Host = await InProcessHost.StartAsync(attacked.Time, ["--Policy:BotCheck=None", .. settings]);
        attacked.Http.BaseAddress = attacked.Host.Address;
        return attacked;
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Somebody new in the web chat.</summary>
    public Task<ChatPerson> VisitorAsync() => ChatPerson.StartAsync(Http);

    /// <summary>Goes as Anna from the greeting to the link of the secure page.</summary>
    public async Task<(string Path, string PageCode)> AnnasLinkAsync(ChatPerson anna)
    {
        await anna.SayAsync("I forgot my password");
        await anna.SayAsync(Anna);
        await anna.SayAsync("Email my alternate email");
        await anna.SayAsync(await Host.CodeToAsync(AnnasMail));
        await anna.SayAsync("Text my mobile phone");
        await anna.SayAsync(AnnasPhone);
        return ChatPerson.LinkIn(await anna.SayAsync(await Host.CodeToAsync(AnnasPhone)));
    }

    /// <summary>Whether a password is the one of somebody of the demo organisation.</summary>
    public async Task<bool> CanSignInAsync(string userId, string password)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("userId", userId), KeyValuePair.Create("password", password)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/dev/signin", UriKind.Relative)) { Headers = { { "Accept", "application/json" } }, Content = form };
        using var response = await Http.SendAsync(request);
        return (bool)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["signedIn"]!;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Host.DisposeAsync();
    }
}
