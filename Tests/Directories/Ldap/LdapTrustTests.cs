using SsprBot.Abuse;
using SsprBot.Network;
using Xunit;

namespace SsprBot.Directories.Ldap;

/// <summary>Nothing is said to a server that is not the one that was meant.</summary>
public sealed class LdapTrustTests : IAsyncDisposable
{
    private readonly LdapWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    [Rule("D-93")]
    public async Task A_server_that_nobody_vouches_for_is_told_nothing()
    {
        using var other = new TestAuthority();
        var server = _world.Serve();
        foreach (var trust in (ServerTrust[])[other.Trust, new ServerTrust(null)])
        {
            Assert.Equal((LdapFault.NotTrusted, false), await LdapWorld.FaultOfAsync(LdapWorld.ReadAsync(_world.Client(LdapWorld.Settings([server]), trust))));
        }

        Assert.All(server.Questions, asked => Assert.Equal(FakeLdapServer.Handshake, asked.Operation));
    }

    [Theory]
    [InlineData("ldap.contoso.test", false)]
    [InlineData("localhost", true)]
    [Rule("D-93")]
    public async Task A_certificate_of_another_name_or_time_is_none(string name, bool expired)
    {
        await using var server = new FakeLdapServer(_world.Authority, _world.Authority.Issue(name, expired));
        Assert.Equal((LdapFault.NotTrusted, false), await LdapWorld.FaultOfAsync(LdapWorld.ReadAsync(_world.Client(server))));
        Assert.All(server.Questions, asked => Assert.Equal(FakeLdapServer.Handshake, asked.Operation));
    }

    [Fact]
    [Rule("D-93")]
    public async Task StartTls_comes_before_anything_else()
    {
        var server = _world.Serve(startsClear: true);
        await LdapWorld.ReadAsync(_world.Client(server));
        Assert.Equal([FakeLdapServer.Extended, FakeLdapServer.Handshake, FakeLdapServer.Bind, FakeLdapServer.Search], server.Questions.Select(asked => asked.Operation));
    }

    [Theory]
    [InlineData("no")]
    [InlineData("yes and more")]
    [InlineData("another question")]
    [InlineData("garbage")]
    [Rule("D-93")]
    public async Task Without_StartTls_nothing_is_said(string said)
    {
        var server = _world.Serve(
            asked => asked.Operation is FakeLdapServer.Extended ? [Said(asked.Id)] : null,
            startsClear: true);
        var (fault, mayBeDone) = await LdapWorld.FaultOfAsync(LdapWorld.ReadAsync(_world.Client(server)));
        Assert.Equal((said == "garbage" ? LdapFault.Nonsense : LdapFault.NotTrusted, false), (fault, mayBeDone));
        Assert.DoesNotContain(server.Questions, asked => asked.Operation is FakeLdapServer.Bind);

        byte[] Said(int id) => said switch
        {
            "no" => FakeLdapServer.End(id, LdapMessage.ExtendedAnswer, LdapCode.UnwillingToPerform),
            "yes and more" => [.. Yes(id), .. FakeLdapServer.End(2, LdapMessage.BindAnswer, LdapCode.Success)],
            "another question" => Yes(id + 1),
            _ => "220 ready\r\n"u8.ToArray(),
        };
    }

    [Fact]
    public async Task Silence_before_TLS_costs_the_limit()
    {
        var server = _world.Serve(asked => asked.Operation is FakeLdapServer.Extended ? [FakeLdapServer.Silence] : null, startsClear: true);
        var reading = LdapWorld.ReadAsync(_world.Client(server));
        await server.Silent.Task;
        _world.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal((LdapFault.TimedOut, false), await LdapWorld.FaultOfAsync(reading));
    }

    private static byte[] Yes(int id) => FakeLdapServer.End(id, LdapMessage.ExtendedAnswer, LdapCode.Success);
}
