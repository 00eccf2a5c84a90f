using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SsprBot.Domain;
using SsprBot.Pages.Dev;
using SsprBot.World;

namespace SsprBot.Host;

/// <summary>The real host on a real port, in this process, so that a test can look at the server's side.</summary>
internal sealed class InProcessHost : IAsyncDisposable
{
    private readonly WebApplication _host;

    private InProcessHost(WebApplication host)
    {
        _host = host;
        Http = new HttpClient { BaseAddress = Address };
    }

    public HttpClient Http { get; }

    public Uri Address => new(_host.Urls.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal));

    public IServiceProvider Services => _host.Services;

    public static Task<InProcessHost> StartAsync(params string[] settings) => StartAsync(TimeProvider.System, settings);

    /// <param name="time">A clock that the test moves.</param>
    public static async Task<InProcessHost> StartAsync(TimeProvider time, params string[] settings)
    {
        var data = Directory.CreateTempSubdirectory("sspr-").FullName;
        string[] args =
        [
            "--environment=Development",
            $"--contentRoot={Path.Combine(BotProcess.Root, "Bot")}",
            "--urls=http://127.0.0.1:0",
            $"--Data:Folder={data}",
            .. settings,
        ];
        var host = Program.Build(args, services => services.AddSingleton(time))!;
        await host.StartAsync();
        return new InProcessHost(host);
    }

    /// <summary>What the picture of the only open session shows.</summary>
    public async Task<string> CaptchaAsync()
    {
        var vault = Services.GetRequiredService<Vault>();
        await foreach (var id in vault.Sessions.ListAsync(CancellationToken.None))
        {
            if (await vault.Sessions.ReadAsync(id, CancellationToken.None) is { Value.BotChallenge: { } challenge })
            {
                return challenge.Text;
            }
        }

        throw new InvalidOperationException("No picture is to be read.");
    }

    /// <summary>The code in the newest message to an address; waits until there is one.</summary>
    public async Task<string> CodeToAsync(string to) => CodeIn(await TextToAsync(to, text => CodeIn(text).Length > 0));

    /// <summary>The newest message to an address that is looked for; waits until there is one.</summary>
    public async Task<string> TextToAsync(string to, Func<string, bool> looks)
    {
        var inbox = Services.GetRequiredService<IInbox>();
        return await Waiting.ForAsync(
            async () => (await inbox.ReadAsync(CancellationToken.None)).FirstOrDefault(item => item.To == to && looks(item.Text))?.Text, $"Nothing came to {to}.");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.StopAsync();
        await _host.DisposeAsync();
    }

    private static string CodeIn(string text) => text.Split(' ', '\n').FirstOrDefault(word => word.Length is 6 && word.All(char.IsAsciiDigit)) ?? "";
}
