using System.Net;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using SsprBot.Abuse;
using SsprBot.Domain;
using SsprBot.Storage;
using SsprBot.World;
using Xunit;

namespace SsprBot.Host;

public sealed class RevokedKeysTests
{
    private const string Anna = "anna.lima@contoso.test";
    private const string AnnasMail = "anna.lima@example.net";
    private const string AnnasPhone = "+14255550101";

    [Fact]
    [Rule("D-68")]
    public async Task A_link_that_is_open_when_all_keys_are_revoked_is_dead()
    {
        await using var host = await InProcessHost.StartAsync("--Policy:BotCheck=None");
        using var http = new HttpClient { BaseAddress = host.Address };
        var person = await ChatPerson.StartAsync(http);
        await person.SayAsync("I forgot my password");
        await person.SayAsync(Anna);
        await person.SayAsync("Email my alternate email");
        await person.SayAsync(await host.CodeToAsync(AnnasMail));
        await person.SayAsync("Text my mobile phone");
        await person.SayAsync(AnnasPhone);
        var (path, _) = ChatPerson.LinkIn(await person.SayAsync(await host.CodeToAsync(AnnasPhone)));
        var vault = host.Services.GetRequiredService<Vault>();
        var session = await vault.Sessions.ListAsync(default).FirstAsync();
        Assert.NotNull(await vault.Sessions.ReadAsync(session, default));
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(path, UriKind.Relative))).StatusCode);

        host.Services.GetRequiredService<IKeyManager>().RevokeAllKeys(DateTimeOffset.UtcNow.AddMinutes(1), "lost");

        await Waiting.UntilAsync(async () => await Record.ExceptionAsync(() => vault.Sessions.ReadAsync(session, default)) is RecordDamagedException, "The session can still be read.");
        using var dead = await http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.InternalServerError, dead.StatusCode);
        Assert.DoesNotContain("<form", await dead.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
