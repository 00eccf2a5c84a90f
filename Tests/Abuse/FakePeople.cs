using System.Text;
using SsprBot.Directories.Ldap;
using SsprBot.Host;
using SsprBot.Network;

namespace SsprBot.Abuse;

/// <summary>An LDAP server that knows everybody whose name begins with <c>real</c>, and the host that looks people up there.</summary>
internal sealed class FakePeople : IAsyncDisposable
{
    public const string Base = "dc=contoso,dc=test";

    private readonly TestAuthority _authority = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("ol").FullName;

    public FakePeople(TimeSpan hit = default, TimeSpan miss = default) => Server = new FakeLdapServer(_authority)
    {
        Answer = Answer,
        Takes = asked => asked.Operation is FakeLdapServer.Search && !IsAboutAnEntry(asked) ? (NameIn(asked) is null ? miss : hit) : TimeSpan.Zero,
    };

    public FakeLdapServer Server { get; }

    public async Task<InProcessHost> StartAsync(params string[] settings)
    {
        var trusted = Path.Combine(_folder, "ca.pem");
        await File.WriteAllTextAsync(trusted, _authority.Pem);
        return await InProcessHost.StartAsync(
        [
            "--Policy:BotCheck=None", "--Policy:Limits:StartsPerSender=10000", "--Policy:Limits:UserIdsPerSender=10000", "--DirectLine:TokensPerAddress=10000",
            "--Directories:staff:Kind=OpenLdap", $"--Directories:staff:Servers:0={Server.Address}", $"--Directories:staff:CaFile={trusted}",
            $"--Directories:staff:BindName=cn=sspr,{Base}", "--Directories:staff:BindPassword=Svc-Account-Pass-1", $"--Directories:staff:Base={Base}", "--Directories:staff:PoolSize=64",
            "--Directories:staff:CallsAtOnce=64", $"--Directories:staff:PrivilegedAccounts:0=cn=admin,{Base}", "--Directories:staff:AlternateEmailAttribute=description", .. settings,
        ]);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _authority.Dispose();
        Directory.Delete(_folder, true);
    }

    private static IEnumerable<byte[]>? Answer(Asked asked)
    {
        if (asked.Operation is not FakeLdapServer.Search || NameIn(asked) is not { } name)
        {
            return null;
        }

        return
        [
            FakeLdapServer.Entry(
                asked.Id, $"uid={name},{Base}",
                ("entryUUID", [Utf8(name)]), ("uid", [Utf8(name)]), ("cn", ["Some Person"u8.ToArray()]), ("mail", [Utf8($"{name}@contoso.test")]), ("description", [Utf8($"{name}@example.net")]),
                ("mobile", ["+14255550101"u8.ToArray()])),
            FakeLdapServer.End(asked.Id, LdapMessage.SearchEnd, LdapCode.Success),
        ];
    }

    // By the entry's own name it is asked whether somebody has rights; by a filter, who somebody is.
    private static bool IsAboutAnEntry(Asked asked) => Encoding.Latin1.GetString(asked.Message).Contains("real-", StringComparison.Ordinal)
        && Encoding.Latin1.GetString(asked.Message).Contains("entryDN", StringComparison.Ordinal);

    private static string? NameIn(Asked asked)
    {
        var text = Encoding.Latin1.GetString(asked.Message);
        var begin = text.IndexOf("real-", StringComparison.Ordinal);
        return begin < 0 ? null : new string([.. text[begin..].TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '-')]);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
