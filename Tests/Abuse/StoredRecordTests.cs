using System.Net;
using SsprBot.Domain;
using SsprBot.Pages;
using SsprBot.Storage;
using Xunit;

namespace SsprBot.Abuse;

/// <summary>What somebody does to the database while the host is stopped: bytes are changed, copied, put back, kept for ever, removed.</summary>
public sealed class StoredRecordTests
{
    private const string Thief = "Thiefs-Choice-77-x";

    private readonly string _data = Directory.CreateTempSubdirectory("sspr-").FullName;

    private StoredRecords Stored => new(_data);

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(-1)]
    [Rule("D-65")]
    public async Task A_session_of_which_a_byte_was_changed_opens_nothing(int place)
    {
        var (link, _) = await LeftAsync();
        Stored.Write("session", Stored.Read("session").Select(record => KeyValuePair.Create(record.Key, Flipped(record.Value, place))));

        await ClosedAsync(link, HttpStatusCode.InternalServerError);
    }

    [Fact]
    [Rule("D-65")]
    public async Task A_session_that_was_copied_to_another_name_opens_nothing()
    {
        IssuedLink annas, carlas;
        await using (var host = await StartAsync())
        {
            annas = await host.ToTheLinkAsync(await host.VisitorAsync());
            carlas = await host.ToTheLinkAsync(await host.VisitorAsync(), "carla.jansen", "+14255550103");
        }

        var all = Stored.Read("session");
        var (anna, carla) = (annas.Token.Split('.')[0], carlas.Token.Split('.')[0]);
        Stored.Write("session", [KeyValuePair.Create(anna, all[carla]), KeyValuePair.Create(carla, all[anna])]);

        await ClosedAsync(annas, HttpStatusCode.InternalServerError);
        await ClosedAsync(carlas, HttpStatusCode.InternalServerError);
    }

    [Theory]
    [InlineData("guard", "session")]
    [InlineData("session", "guard")]
    [Rule("D-65")]
    public async Task A_record_of_one_kind_is_none_of_another(string from, string to)
    {
        var (link, _) = await LeftAsync();
        var content = Stored.Read(from).Values.First();
        Stored.Write(to, Stored.Read(to).Select(record => KeyValuePair.Create(record.Key, content)));

        await using var host = await StartAsync();
        using var visitor = new PageVisitor(host.Host.Address);
        await visitor.OpenAsync(link);
        await visitor.SetAsync(Thief);
        Assert.False(await host.CanSignInAsync(AttackedHost.Anna, Thief));
    }

    [Theory]
    [InlineData("session")]
    [InlineData("session", "guard")]
    [Rule("D-56")]
    [Rule("D-65")]
    public async Task A_session_that_is_put_back_after_its_success_sets_no_second_password(params string[] kinds)
    {
        var (link, cookies) = await LeftAsync(isOpen: true);
        var before = kinds.ToDictionary(kind => kind, Stored.Read);
        await using (var host = await StartAsync())
        {
            using var owner = Visitor(host, cookies);
            Assert.Equal("Your password has been reset", (await owner.SetAsync(AttackedPages.Good)).Heading);
        }

        foreach (var (kind, records) in before)
        {
            Stored.Write(kind, records);
        }

        await using var again = await StartAsync();
        using var thief = Visitor(again, cookies);
        var form = await thief.GetAsync("/password");
        Assert.True(form.HasPasswordField);
        Assert.NotEqual(HttpStatusCode.OK, (await thief.SendAsync(form, Thief)).Status);
        Assert.Equal((true, false), (await again.CanSignInAsync(AttackedHost.Anna, AttackedPages.Good), await again.CanSignInAsync(AttackedHost.Anna, Thief)));
        using var late = new PageVisitor(again.Host.Address);
        Assert.False((await late.OpenAsync(link)).HasForm);
    }

    [Fact]
    [Rule("D-65")]
    public async Task A_session_that_is_put_back_while_the_host_runs_sets_no_second_password()
    {
        await using var host = await StartAsync();
        using var owner = await host.ToThePageAsync();
        var cookies = owner.Cookies.GetCookieHeader(host.Host.Address);
        var (records, session) = (host.Get<IStoredRecords>(), new RecordKey(new RecordKind("session"), cookies.Split("pw=")[1].Split('.')[0]));
        var before = (await records.ReadAsync(session, CancellationToken.None))!;
        Assert.Equal("Your password has been reset", (await owner.SetAsync(AttackedPages.Good)).Heading);
        var after = (await records.ReadAsync(session, CancellationToken.None))!;
        Assert.NotNull(await records.TryReplaceAsync(session, before.Content, after.Version, CancellationToken.None));

        using var thief = Visitor(host, cookies);
        var form = await thief.GetAsync("/password");
        Assert.True(form.HasPasswordField);
        Assert.NotEqual(HttpStatusCode.OK, (await thief.SendAsync(form, Thief)).Status);
        Assert.Equal((true, false), (await host.CanSignInAsync(AttackedHost.Anna, AttackedPages.Good), await host.CanSignInAsync(AttackedHost.Anna, Thief)));
    }

    [Fact]
    [Rule("D-55")]
    public async Task A_session_that_is_kept_from_expiring_ends_by_its_own_time()
    {
        var (link, cookies) = await LeftAsync(isOpen: true);
        Assert.NotEqual(0, Stored.Keep("session"));
        await using var host = await StartAsync();
        host.Time.Advance(TimeSpan.FromMinutes(16));
        using var visitor = Visitor(host, cookies);

        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync("/password")).Status);
        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync(link.PathOf())).Status);
    }

    [Fact]
    [Rule("D-50")]
    public async Task A_session_that_was_removed_is_over()
    {
        var (link, cookies) = await LeftAsync(isOpen: true);
        Assert.NotEqual(0, Stored.Remove("session"));
        await using var host = await StartAsync();
        using var visitor = Visitor(host, cookies);

        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync("/password")).Status);
        await ClosedAsync(host, link, HttpStatusCode.Gone);
    }

    private Task<AttackedHost> StartAsync() => AttackedHost.StartAsync($"--Data:Folder={_data}");

    /// <summary>Somebody comes as far as the link, or to the open page, and the host stops.</summary>
    private async Task<(IssuedLink Link, string Cookies)> LeftAsync(bool isOpen = false)
    {
        await using var host = await StartAsync();
        var link = await host.ToTheLinkAsync(await host.VisitorAsync());
        if (!isOpen)
        {
            return (link, "");
        }

        using var visitor = new PageVisitor(host.Host.Address);
        await visitor.OpenAsync(link);
        return (link, visitor.Cookies.GetCookieHeader(host.Host.Address));
    }

    private async Task ClosedAsync(IssuedLink link, HttpStatusCode status)
    {
        await using var host = await StartAsync();
        await ClosedAsync(host, link, status);
    }

    private static async Task ClosedAsync(AttackedHost host, IssuedLink link, HttpStatusCode status)
    {
        using var visitor = new PageVisitor(host.Host.Address);
        var seen = await visitor.GetAsync(link.PathOf());
        Assert.Equal((status, false, ""), (seen.Status, seen.HasForm, string.Concat(seen.Cookies)));
        Assert.DoesNotContain("Exception", seen.Body, StringComparison.Ordinal);
    }

    private static PageVisitor Visitor(AttackedHost host, string cookies)
    {
        var visitor = new PageVisitor(host.Host.Address);
        visitor.Cookies.SetCookies(host.Host.Address, cookies.Replace(';', ','));
        return visitor;
    }

    private static byte[] Flipped(byte[] content, int place)
    {
        var flipped = content.ToArray();
        flipped[(place + flipped.Length) % flipped.Length] ^= 1;
        return flipped;
    }
}
