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

    private readonly List<HttpClient> _elsewhere = [];

    public FakeTimeProvider Time { get; } = new(TimeProvider.System.GetUtcNow());

    public HttpClient Http { get; } = new();

    public InProcessHost Host { get; private set; } = null!;

    public IServiceProvider Services => Host.Services;

    public static async Task<AttackedHost> StartAsync(params string[] settings)
    {
        var attacked = new AttackedHost();
        attacked.Host = await InProcessHost.StartAsync(attacked.Time, ["--Policy:BotCheck=None", "--Web:Proxies:0=127.0.0.0/8", .. settings]);
        attacked.Http.BaseAddress = attacked.Host.Address;
        return attacked;
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Somebody new in the web chat.</summary>
    public Task<ChatPerson> VisitorAsync() => ChatPerson.StartAsync(Http);

    /// <summary>Somebody new in the web chat, at another place.</summary>
    /// <param name="from">An address, as a proxy of ours names it.</param>
    public Task<ChatPerson> VisitorAsync(string from)
    {
        var http = new HttpClient { BaseAddress = Host.Address };
        http.DefaultRequestHeaders.Add("X-Forwarded-For", from);
        _elsewhere.Add(http);
        return ChatPerson.StartAsync(http);
    }

    /// <summary>So much later. Nothing that waits is woken: a day of what looks around every few seconds would take its time.</summary>
    public void Skip(TimeSpan time) => Time.AdjustTime(Time.GetUtcNow() + time);

    /// <summary>The same host when all its limits have forgotten what was.</summary>
    public AttackedHost AnotherDay()
    {
        Skip(TimeSpan.FromHours(25));
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _elsewhere.ForEach(http => http.Dispose());
        await Host.DisposeAsync();
    }
}
