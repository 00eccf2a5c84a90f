using System.Formats.Asn1;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SsprBot.Directories.Ldap;
using SsprBot.Domain;
using SsprBot.Network;
using Xunit;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>What a domain controller was asked; binds are left out.</summary>
/// <param name="Changes">Of a modification: <c>Replace unicodePwd</c>.</param>
/// <param name="Controls">As in <c>1.2.840.113556.1.4.2239 critical 3003020101</c>.</param>
internal sealed record FakeRequest(string Operation, string Dn, IReadOnlyList<string> Changes, IReadOnlyList<string> Controls)
{
    public override string ToString() => string.Join(", ", [$"{Operation} {Dn}", .. Changes, .. Controls]);
}

/// <summary>Stands for a Windows domain controller where Samba is different. It knows one person, and answers as a test tells it.</summary>
internal sealed class FakeDomainController : IAsyncDisposable
{
    public const string Domain = "DC=corp,DC=contoso,DC=test";
    public const string PersonDn = $"CN=Anna Lima,OU=Staff,{Domain}";

    private readonly TestAuthority _authority = new();
    private readonly FakeLdapServer _server;
    private readonly List<FakeRequest> _requests = [];

    public FakeDomainController() => _server = new FakeLdapServer(_authority) { Answer = AnswerTo };

    public Guid PersonId { get; } = Guid.NewGuid();

    /// <summary>What it has, by DN; that of the root DSE is empty.</summary>
    public Dictionary<string, Dictionary<string, string[]>> Entries { get; } = new()
    {
        [""] = new() { ["defaultNamingContext"] = [Domain], ["supportedControl"] = ["1.2.840.113556.1.4.319", "1.2.840.113556.1.4.2239", "1.2.840.113556.1.4.2066"] },
        [Domain] = new()
        {
            ["minPwdLength"] = ["10"], ["pwdProperties"] = ["1"], ["pwdHistoryLength"] = ["4"], ["minPwdAge"] = ["-864000000000"], ["maxPwdAge"] = ["-36288000000000"],
            ["lockoutDuration"] = ["-18000000000"],
        },
        [PersonDn] = new()
        {
            ["sAMAccountName"] = ["anna.lima"], ["userPrincipalName"] = ["anna.lima@contoso.test"], ["userAccountControl"] = ["512"],
            ["pwdLastSet"] = [$"{DateTimeOffset.UtcNow.AddDays(-7).ToFileTime()}"], ["msDS-User-Account-Control-Computed"] = ["0"],
        },
    };

    /// <summary>In which groups the person is, as SIDs.</summary>
    public IReadOnlyList<byte[]> Tokens { get; set; } = [SidOf(21, 1, 2, 3, 513)];

    /// <summary>What it answers to the next modifications.</summary>
    public LdapResult Answer { get; set; } = new(LdapCode.Success, "", []);

    /// <summary>What it does before it hangs up instead of answering a modification; null means that it answers.</summary>
    public Action? Lost { get; set; }

    /// <summary>What it was asked since this was last looked at.</summary>
    public IReadOnlyList<FakeRequest> Asked()
    {
        lock (_requests)
        {
            FakeRequest[] asked = [.. _requests];
            _requests.Clear();
            return asked;
        }
    }

    public AdDirectory Directory(AdSettings? settings = null) => new(
        new LdapSettings { Servers = [_server.Address], BindName = SambaDomain.ServiceAccount, BindPassword = SambaDomain.ServicePassword },
        settings ?? new(),
        _authority.Trust,
        TimeProvider.System,
        NullLogger<AdDirectory>.Instance);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _authority.Dispose();
    }

    public async Task<Account> ReadAsync(AdDirectory directory) =>
        Assert.IsType<Found.One>(await directory.ReadAsync(PersonId.ToString(), CancellationToken.None)).Account;

    public static string FileTime(TimeSpan fromNow) => $"{DateTimeOffset.UtcNow.Add(fromNow).ToFileTime()}";

    public static byte[] SidOf(params uint[] parts) => [1, (byte)parts.Length, 0, 0, 0, 0, 0, 5, .. parts.SelectMany(BitConverter.GetBytes)];

    private IEnumerable<byte[]>? AnswerTo(Asked asked)
    {
        if (asked.Operation is not (FakeLdapServer.Search or FakeLdapServer.Modify))
        {
            return null;
        }

        var message = new AsnReader(asked.Message, AsnEncodingRules.BER).ReadSequence();
        message.ReadNumber();
        var body = message.ReadSequence(Ber.Application(asked.Operation));
        return asked.Operation is FakeLdapServer.Modify ? [Modified(asked.Id, body, message)] : Searched(asked.Id, body, message);
    }

    private byte[] Modified(int id, AsnReader body, AsnReader rest)
    {
        var dn = body.ReadText();
        var changes = new List<string>();
        for (var list = body.ReadSequence(); list.HasData;)
        {
            var change = list.ReadSequence();
            var kind = (LdapChangeKind)change.ReadEnumerated();
            changes.Add($"{kind} {change.ReadSequence().ReadText()}");
        }

        Keep(new FakeRequest("modify", dn, changes, Controls(rest)));
        if (Lost is not null)
        {
            Lost();
            return FakeLdapServer.HangUp;
        }

        return FakeLdapServer.End(id, LdapMessage.ModifyAnswer, Answer.Code, Answer.Message);
    }

    private IEnumerable<byte[]> Searched(int id, AsnReader body, AsnReader rest)
    {
        var dn = body.ReadText();
        var isBase = (LdapScope)body.ReadEnumerated() is LdapScope.Base;
        Keep(new FakeRequest("search", dn, [], Controls(rest)));
        var meant = dn.StartsWith("<GUID=", StringComparison.Ordinal) ? PersonDn : dn;
        var entry = isBase ? Entries.GetValueOrDefault(meant) : null;
        return
        [
            .. entry is null ? Array.Empty<byte[]>() : [Entry(id, meant, entry)],
            FakeLdapServer.End(id, LdapMessage.SearchEnd, isBase && entry is null ? LdapCode.NoSuchObject : LdapCode.Success),
        ];
    }

    private void Keep(FakeRequest request)
    {
        lock (_requests)
        {
            _requests.Add(request);
        }
    }

    private static List<string> Controls(AsnReader rest)
    {
        var controls = new List<string>();
        for (var list = rest.HasData ? rest.ReadSequence(Ber.Context(0, true)) : null; list is { HasData: true };)
        {
            var control = list.ReadSequence();
            var oid = control.ReadText();
            var isCritical = control.NextIs(Asn1Tag.Boolean) && control.ReadBoolean();
            controls.Add($"{oid}{(isCritical ? " critical" : "")} {Convert.ToHexString(control.ReadOctetString())}");
        }

        return controls;
    }

    private byte[] Entry(int id, string dn, Dictionary<string, string[]> texts)
    {
        var attributes = texts.Select(text => (text.Key, text.Value.Select(Encoding.UTF8.GetBytes).ToArray()));
        (string, byte[][])[] own = [("objectGUID", [PersonId.ToByteArray()]), ("objectSid", [SidOf(21, 1, 2, 3, 1104)]), ("tokenGroups", [.. Tokens])];
        return FakeLdapServer.Entry(id, dn, [.. attributes, .. dn == PersonDn ? own : []]);
    }
}
