using System.Formats.Asn1;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SsprBot.Directories.Ldap;
using SsprBot.Network;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>What a domain controller was asked; binds are left out.</summary>
/// <param name="Changes">Of a modification: <c>Replace unicodePwd</c>.</param>
/// <param name="Controls">As in <c>1.2.840.113556.1.4.2239 critical 3003020101</c>.</param>
internal sealed record FakeRequest(string Operation, string Dn, IReadOnlyList<string> Changes, IReadOnlyList<string> Controls)
{
    public override string ToString() => string.Join(", ", [$"{Operation} {Dn}", .. Changes, .. Controls]);
}

/// <summary>Stands for a Windows domain controller where Samba is different. It knows one person, and answers as a test tells it.</summary>
internal sealed class FakeDomainController : IDisposable
{
    public const string Domain = "DC=corp,DC=contoso,DC=test";
    public const string PersonDn = $"CN=Anna Lima,OU=Staff,{Domain}";

    private const int Modify = 6;

    private readonly TestAuthority _authority = new();
    private readonly X509Certificate2 _certificate;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _caFile = Path.GetTempFileName();
    private readonly List<FakeRequest> _requests = [];

    public FakeDomainController()
    {
        _certificate = _authority.Issue();
        File.WriteAllText(_caFile, _authority.Pem);
        _listener.Start();
        _ = AcceptAsync();
    }

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

    public AdDirectory Directory(AdSettings? settings = null) => AdWorld.Directory(
        new LdapSettings { Servers = [$"localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}"], CaFile = _caFile, BindName = SambaDomain.ServiceAccount, BindPassword = SambaDomain.ServicePassword },
        settings ?? new());

    public void Dispose()
    {
        _listener.Dispose();
        _certificate.Dispose();
        _authority.Dispose();
        File.Delete(_caFile);
    }

    public static byte[] SidOf(params uint[] parts) => [1, (byte)parts.Length, 0, 0, 0, 0, 0, 5, .. parts.SelectMany(BitConverter.GetBytes)];

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // It was disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        await using var stream = new SslStream(client.GetStream());
        try
        {
            await stream.AuthenticateAsServerAsync(_certificate);
            for (var wire = new LdapWire(stream); ;)
            {
                await stream.WriteAsync(AnswerTo(new AsnReader(await wire.ReceiveAsync(CancellationToken.None), AsnEncodingRules.BER).ReadSequence()));
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException)
        {
            // The connector hung up.
        }
    }

    private byte[] AnswerTo(AsnReader message)
    {
        var id = message.ReadNumber();
        var operation = message.PeekTag();
        var body = message.ReadSequence(operation);
        return operation.TagValue switch
        {
            0 => FakeAnswers.End(id, LdapMessage.BindAnswer, new(LdapCode.Success, "", [])),
            Modify => Modified(id, body, message),
            _ => Searched(id, body, message),
        };
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
        return FakeAnswers.End(id, LdapMessage.ModifyAnswer, Answer);
    }

    private byte[] Searched(int id, AsnReader body, AsnReader rest)
    {
        var dn = body.ReadText();
        var isBase = (LdapScope)body.ReadEnumerated() is LdapScope.Base;
        Keep(new FakeRequest("search", dn, [], Controls(rest)));
        var meant = dn.StartsWith("<GUID=", StringComparison.Ordinal) ? PersonDn : dn;
        return isBase && Entries.TryGetValue(meant, out var entry)
            ? [.. Entry(id, meant, entry), .. FakeAnswers.End(id, LdapMessage.SearchEnd, new(LdapCode.Success, "", []))]
            : FakeAnswers.End(id, LdapMessage.SearchEnd, new(isBase ? LdapCode.NoSuchObject : LdapCode.Success, "", []));
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

    private byte[] Entry(int id, string dn, Dictionary<string, string[]> attributes)
    {
        var values = attributes.ToDictionary(attribute => attribute.Key, attribute => attribute.Value.Select(Encoding.UTF8.GetBytes));
        if (dn == PersonDn)
        {
            values["objectGUID"] = [PersonId.ToByteArray()];
            values["objectSid"] = [SidOf(21, 1, 2, 3, 1104)];
            values["tokenGroups"] = Tokens;
        }

        return FakeAnswers.Entry(id, dn, values);
    }
}
