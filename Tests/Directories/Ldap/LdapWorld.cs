using System.Text;
using Microsoft.Extensions.Time.Testing;
using SsprBot.Domain;
using SsprBot.Network;
using SsprBot.World;
using Xunit;

namespace SsprBot.Directories.Ldap;

/// <summary>Fake servers, and a client with a clock that stands still.</summary>
internal sealed class LdapWorld : IAsyncDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly List<IAsyncDisposable> _open = [];

    public static LdapSearch Anybody { get; } = new("dc=contoso,dc=test", LdapScope.Subtree, LdapFilter.Present("uid"), ["uid"], SizeLimit: 2);

    public static CancellationToken None => CancellationToken.None;

    public FakeTimeProvider Time { get; } = new();

    public TestAuthority Authority => _authority;

    public FakeLdapServer Serve(Func<Asked, IEnumerable<byte[]>?>? answer = null, bool startsClear = false)
    {
        var server = new FakeLdapServer(_authority) { Answer = answer ?? (_ => null), StartsClear = startsClear };
        _open.Add(server);
        return server;
    }

    public LdapServers Client(params IReadOnlyList<FakeLdapServer> servers) => Client(Settings(servers), _authority.Trust);

    public LdapServers Client(LdapSettings settings, ServerTrust trust)
    {
        var client = new LdapServers(settings, trust, Time);
        _open.Add(new Closing(client));
        return client;
    }

    public static LdapSettings Settings(IReadOnlyList<FakeLdapServer> servers, int poolSize = 8) => new()
    {
        Servers = [.. servers.Select(server => server.Address)], BindName = "cn=sspr,dc=contoso,dc=test", BindPassword = "Svc-Account-Pass-1", PoolSize = poolSize,
        Security = servers[0].StartsClear ? LdapSecurity.StartTls : LdapSecurity.Tls,
    };

    public static Task<LdapFound> ReadAsync(LdapServers client, CancellationToken ct = default) =>
        client.ReadAsync((connection, inTime) => connection.SearchAsync(Anybody, [], inTime), ct);

    public static Task<LdapResult> WriteAsync(LdapServers client, CancellationToken ct = default) => client.WriteAsync(
        (connection, inTime) => connection.ModifyAsync("uid=anna.lima,dc=contoso,dc=test", [new(LdapChangeKind.Replace, "pwdReset", Encoding.UTF8.GetBytes("FALSE"))], [], inTime), ct);

    public static async Task<LdapResult> SignInAsync(LdapServers client, string password)
    {
        using var typed = Password.From(password);
        return await client.ApartAsync((connection, inTime) => connection.BindAsync("uid=anna.lima,dc=contoso,dc=test", typed, [], inTime), None);
    }

    /// <summary>How it failed, and whether it may have been done all the same.</summary>
    public static async Task<(LdapFault Fault, bool MayBeDone)> FaultOfAsync(Task attempt)
    {
        var fault = await Assert.ThrowsAsync<LdapException>(() => attempt.WaitAsync(Waiting.Patience));
        return (fault.Fault, fault.MayBeDone);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var open in Enumerable.Reverse(_open))
        {
            await open.DisposeAsync();
        }

        _authority.Dispose();
    }

    private sealed class Closing(LdapServers client) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            client.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
