using System.Security.Cryptography;
using System.Text;
using SsprBot.Domain;
using SsprBot.Pages;
using Xunit;

namespace SsprBot.Abuse;

/// <summary>What somebody finds in the records who has the keys too: nothing that opens anything.</summary>
public sealed class KeptSecretsTests : IAsyncLifetime
{
    private static readonly RecordKind[] s_kinds = [new("session"), new("guard"), new("bot-state", Fleeting: true), new("texted-code"), new("demo-account")];

    private AttackedHost _host = null!;

    public async Task InitializeAsync() => _host = await AttackedHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    [Rule("D-54")]
    [Rule("D-60")]
    public async Task A_code_that_is_open_cannot_be_read_or_guessed_and_a_burnt_one_is_gone()
    {
        var person = await _host.VisitorAsync();
        await person.SayAsync("I forgot my password");
        await person.SayAsync(AttackedHost.Anna);
        var code = await _host.SentAsync(AttackedHost.AnnasMail, () => person.SayAsync("Email my alternate email"));
        var open = await KeptAsync();
        for (var times = 0; times < 3; times++)
        {
            await person.SayAsync(code[..^1] + (code[^1] == '0' ? '1' : '0'));
        }

        var burnt = await KeptAsync();

        // Whoever has no pepper could try a million codes against an unkeyed hash.
        Assert.All(Forms(code), form => Assert.DoesNotContain(form, open, StringComparison.OrdinalIgnoreCase));
        Assert.Matches("\"Mac\":\"[^\"]{40,}\"", open);
        Assert.DoesNotMatch("\"Mac\":\"[^\"]+\"", burnt);
        Assert.DoesNotContain("Thank you", await person.SayAsync(code), StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-54")]
    public async Task A_code_that_has_proved_once_proves_nothing_more()
    {
        var (person, other) = (await _host.VisitorAsync(), await _host.VisitorAsync());
        foreach (var both in (Host.ChatPerson[])[person, other])
        {
            await both.SayAsync("I forgot my password");
            await both.SayAsync(AttackedHost.Anna);
        }

        var code = await _host.SentAsync(AttackedHost.AnnasMail, () => person.SayAsync("Email my alternate email"));
        Assert.StartsWith("Thank you, that is right.", await person.SayAsync(code), StringComparison.Ordinal);
        await person.SayAsync("Text my mobile phone");
        await _host.SentAsync(AttackedHost.AnnasPhone, () => person.SayAsync(AttackedHost.AnnasPhone));
        await _host.SentAsync(AttackedHost.AnnasMail, () => other.SayAsync("Email my alternate email"));

        Assert.DoesNotContain("Thank you", await person.SayAsync(code), StringComparison.Ordinal);
        Assert.DoesNotContain("Thank you", await other.SayAsync(code), StringComparison.Ordinal);
        await foreach (var (_, session) in _host.Get<Vault>().Sessions.ReadAllAsync(CancellationToken.None))
        {
            Assert.InRange(session.Proofs.Count, 0, 1);
        }
    }

    [Fact]
    [Rule("D-42")]
    [Rule("D-61")]
    public async Task Neither_a_link_nor_its_page_code_nor_the_key_of_the_open_page_can_be_read()
    {
        var person = await _host.VisitorAsync();
        var link = await _host.ToTheLinkAsync(person);
        var before = await KeptAsync();
        using var page = new PageVisitor(_host.Host.Address);
        await page.OpenAsync(link);
        var key = page.Cookies.GetCookies(_host.Host.Address)["pw"]!.Value.Split('.')[1];

        Assert.DoesNotContain(link.Token.Split('.')[1], before, StringComparison.Ordinal);
        Assert.All(Forms(link.PageCode), form => Assert.DoesNotContain($"\"{form}\"", before, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(key, await KeptAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(person.Token.Split('.')[2], before, StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-62")]
    public async Task Of_a_password_only_a_slow_hash_with_a_salt_of_its_own_is_kept()
    {
        using var annas = await _host.ToThePageAsync();
        using var ines = await _host.ToThePageAsync("ines.costa", "+14255550109");
        Assert.Equal(["Your password has been reset", "Your password has been reset"], [(await annas.SetAsync(AttackedPages.Good)).Heading, (await ines.SetAsync(AttackedPages.Good)).Heading]);

        var kept = await KeptAsync("demo-account");
        var hashes = kept.Split('"').Where(text => text.StartsWith('$')).ToArray();
        Assert.Equal((2, 2), (hashes.Length, hashes.Distinct().Count()));
        Assert.All(hashes, hash => Assert.Matches(@"^\$pbkdf2-sha256\$i=600000\$[A-Za-z0-9_-]{22}\$[A-Za-z0-9_-]{43}$", hash));
        Assert.DoesNotContain(AttackedPages.Good, await KeptAsync(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Forms(string code)
    {
        byte[][] digests = [SHA256.HashData(Encoding.UTF8.GetBytes(code)), SHA512.HashData(Encoding.UTF8.GetBytes(code))];
        return [code, .. digests.Select(Convert.ToHexString), .. digests.Select(digest => Convert.ToBase64String(digest)[..20]), .. digests.Select(digest => System.Buffers.Text.Base64Url.EncodeToString(digest)[..20])];
    }

    private async Task<string> KeptAsync(string? only = null)
    {
        var records = _host.Get<IRecords>();
        var all = new StringBuilder();
        foreach (var kind in s_kinds.Where(kind => only is null || kind.Name == only))
        {
            await foreach (var id in records.ListAsync(kind, "", CancellationToken.None))
            {
                all.AppendLine(Encoding.UTF8.GetString((await records.ReadAsync(new RecordKey(kind, id), CancellationToken.None))!.Content.Span));
            }
        }

        Assert.NotEqual(0, all.Length);
        return all.ToString();
    }
}
