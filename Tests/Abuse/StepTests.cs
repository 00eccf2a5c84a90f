using System.Net;
using SsprBot.Domain;
using SsprBot.Pages;
using Xunit;

namespace SsprBot.Abuse;

/// <summary>The key of one step that is shown at another, and steps that are taken after the end.</summary>
public sealed class StepTests
{
    private const string Thief = "Thiefs-Choice-77-x";

    [Fact]
    [Rule("D-52")]
    public async Task What_opens_one_page_opens_no_other()
    {
        await using var host = await PagesHost.StartAsync();
        using var visitor = host.Visitor();
        var link = await host.World.VerifiedAsync();
        using var owner = host.Visitor();
        await owner.OpenAsync(link);
        var key = owner.Cookies.GetCookies(host.Address)["pw"]!.Value;
        var before = host.World.Written();

        foreach (var (path, cookie) in ((string, string)[])[("/password", link.Token), ("/register/app", link.Token), ("/register/app", key), ($"/r/{key}", ""), ($"/not-me/{key}", ""), ($"/not-me/{link.Token}", key), ($"/teams/{key}", "")])
        {
            var seen = await visitor.GetAsync(path, ("Cookie", $"pw={cookie}"));
            Assert.True(seen is { Status: HttpStatusCode.Gone or HttpStatusCode.NotFound, HasForm: false }, $"{path} gave {seen.Status}");
            Assert.InRange((int)(await visitor.PostAsync(path, ("new-password", Thief), ("repeat-password", Thief), ("code", "123456"))).Status, 400, 499);
        }

        Assert.Equal(before, host.World.Written());
        Assert.Empty(host.World.Directory.Set);
    }

    [Theory]
    [InlineData("cancel")]
    [InlineData("start over")]
    [Rule("D-52")]
    [Rule("D-45")]
    public async Task A_page_that_is_open_sets_nothing_once_its_chat_has_ended_it(string command)
    {
        await using var host = await AttackedHost.StartAsync();
        var person = await host.VisitorAsync();
        using var page = new PageVisitor(host.Host.Address);
        await page.OpenAsync(await host.ToTheLinkAsync(person));
        var form = await page.GetAsync("/password");
        await person.SayAsync(command);
        await person.SayAsync("yes");

        var late = await page.SendAsync(form, Thief);

        Assert.Equal((HttpStatusCode.Gone, false), (late.Status, late.HasForm));
        Assert.False(await host.CanSignInAsync(AttackedHost.Anna, Thief));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"$type":"SsprBot.Abuse.GadgetTests+Gadget, SsprBot.Tests","Goal":"Reset","State":"Verified"}""")]
    [InlineData("""{"Id":"x","Goal":"Reset","State":"PageOpen","Gates":0}""")]
    [InlineData("(deep)")]
    [Rule("D-50")]
    [Rule("D-65")]
    public async Task A_session_that_is_none_opens_nothing_though_it_was_written_with_the_keys(string json)
    {
        await using var host = await AttackedHost.StartAsync();
        using var page = await host.ToThePageAsync();
        var form = await page.GetAsync("/password");
        var (records, kind) = (host.Get<IRecords>(), new RecordKind("session"));
        await foreach (var id in records.ListAsync(kind, "", CancellationToken.None))
        {
            var stored = (await records.ReadAsync(new RecordKey(kind, id), CancellationToken.None))!;
            await records.TryReplaceAsync(new RecordKey(kind, id), System.Text.Encoding.UTF8.GetBytes(json.Replace("(deep)", new string('[', 10_000), StringComparison.Ordinal)), stored.Version, CancellationToken.None);
        }

        foreach (var seen in (Seen[])[await page.GetAsync("/password"), await page.SendAsync(form, Thief)])
        {
            Assert.True(seen.Status is HttpStatusCode.Gone or HttpStatusCode.InternalServerError, $"{seen.Status}");
            Assert.DoesNotMatch("<form|Exception", seen.Body);
        }

        Assert.False(await host.CanSignInAsync(AttackedHost.Anna, Thief));
    }

    [Theory]
    [InlineData("/?lang=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&x='-alert(1)-'", "\"><script>alert(1)</script>")]
    [InlineData("/r/{token}?lang=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "x;q=1, '><script>alert(1)</script>")]
    [InlineData("/r/0?lang=en'><script>alert(1)</script>", "*")]
    [InlineData("/password?lang=javascript:alert(1)&lang=//evil.example", "en")]
    [Rule("D-71")]
    [Rule("D-72")]
    public async Task Nothing_of_an_address_becomes_part_of_a_page(string path, string wish)
    {
        await using var host = await PagesHost.StartAsync();
        using var visitor = host.Visitor();
        var link = await host.World.VerifiedAsync();

        var page = await visitor.GetAsync(path.Replace("{token}", link.Token, StringComparison.Ordinal), ("Accept-Language", wish));

        Assert.DoesNotMatch("<script>|alert\\(1\\)[<'\"]|'-alert|\"javascript:|\"//evil|<script(?! defer (nonce=\"[\\w-]{22}\" )?src=\"/assets/)", page.Body);
        Assert.DoesNotContain("unsafe", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
    }
}
