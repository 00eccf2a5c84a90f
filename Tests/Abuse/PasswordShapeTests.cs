using System.Net;
using SsprBot.Domain;
using SsprBot.Pages;
using SsprBot.World;
using Xunit;

namespace SsprBot.Abuse;

/// <summary>Passwords of every shape, typed on the page: what reaches the directory is what was typed, or nothing.</summary>
public sealed class PasswordShapeTests
{
    [Theory]
    [InlineData(Baseline.Entra, "Blue-K7", null)]
    [InlineData(Baseline.Entra, "Zq-Kw7xv", "Zq-Kw7xv")]
    [InlineData(Baseline.Nist, "zqkw xvjp bnmt", null)]
    [InlineData(Baseline.Nist, "zqkw xvjp bnmth", "zqkw xvjp bnmth")]
    [InlineData(Baseline.Nist, "(14 emoji)", null)]
    [InlineData(Baseline.Nist, "(15 emoji)", "(15 emoji)")]
    [InlineData(Baseline.Entra, " Zq-Kw7xv-pm ", " Zq-Kw7xv-pm ")]
    [InlineData(Baseline.Entra, "Caf\u00e9-Zq7-wxk", "Caf\u00e9-Zq7-wxk")]
    [InlineData(Baseline.Entra, "Cafe\u0301-Zq7-wxk", "Cafe\u0301-Zq7-wxk")]
    [InlineData(Baseline.Entra, "(256)", "(256)")]
    [InlineData(Baseline.Entra, "(257)", null)]
    [InlineData(Baseline.Entra, "Zq-Kw7\0xv-pm", null)]
    [InlineData(Baseline.Entra, "Zq-Kw7\u001bxv-pm", null)]
    [InlineData(Baseline.Entra, "Zq-Kw7\r\nxv-pm", null)]
    [InlineData(Baseline.Entra, "Password12345678", null)]
    [InlineData(Baseline.Entra, "C0ntos0-Zq7-wxk", null)]
    [InlineData(Baseline.Entra, "Anna.Lima-Zq7-wxk", null)]
    [Rule("D-47")]
    public async Task A_password_is_taken_as_it_was_typed_or_refused(Baseline baseline, string typed, string? set)
    {
        await using var host = await StartAsync(baseline);
        using var person = await OpenedAsync(host);

        var answer = await person.SetAsync(Long(typed));

        Assert.Equal(set is not null, answer.Status is HttpStatusCode.OK);
        Assert.Equal(set is null ? [] : [(FakeDirectory.Anna, Long(set))], host.World.Directory.Set);
    }

    [Theory]
    [InlineData("%EF%BF%BDZq-Kw7xv-pm", HttpStatusCode.UnprocessableEntity)]
    [InlineData("\u00ff\u00feZq-Kw7xv-pm", HttpStatusCode.UnprocessableEntity)]
    [InlineData("Zq-Kw7xv-pm\u00c0\u00af", HttpStatusCode.UnprocessableEntity)]
    [InlineData("(1 MiB)", HttpStatusCode.RequestEntityTooLarge)]
    [Rule("D-47")]
    [Rule("D-75")]
    public async Task What_was_typed_and_lost_on_the_way_is_never_made_into_a_password(string encoded, HttpStatusCode status)
    {
        await using var host = await StartAsync(Baseline.Entra);
        using var person = await OpenedAsync(host);
        var seal = (await person.GetAsync("/password")).Body.Split("name=\"seal\" value=\"")[1].Split('"')[0];
        var password = encoded.Replace("(1 MiB)", new string('a', 1024 * 1024), StringComparison.Ordinal);

        var answer = await person.SendBytesAsync(
            HttpMethod.Post, "/password", System.Text.Encoding.Latin1.GetBytes($"seal={seal}&new-password={password}&repeat-password={password}"), "application/x-www-form-urlencoded", ("Sec-Fetch-Site", "same-origin"));

        Assert.Equal(status, answer.Status);
        Assert.Empty(host.World.Directory.Set);
    }

    [Fact]
    [Rule("D-48")]
    public async Task A_password_that_was_used_before_is_not_taken_again_by_the_directory()
    {
        await using var host = await AttackedHost.StartAsync();
        using var page = await host.ToThePageAsync();

        var refused = await page.SetAsync("Autumn-Leaves-27");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("used this password before", refused.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(await host.EventsAsync(), happened => happened.Reason == "password-set");
    }

    private static Task<PagesHost> StartAsync(Baseline baseline) =>
        PagesHost.StartAsync(new TestWorld(Policy.For(baseline) with
        {
            BotCheck = BotCheck.None,
            DirectoryContacts = true,
            CoolingOff = TimeSpan.Zero,
            Passwords = Policy.For(baseline).Passwords with { Organisation = "Contoso" },
        }));

    private static async Task<PageVisitor> OpenedAsync(PagesHost host)
    {
        var person = host.Visitor();
        await person.OpenAsync(await host.World.VerifiedAsync());
        return person;
    }

    private static string Long(string typed) => typed switch
    {
        "(14 emoji)" => string.Concat(Enumerable.Range(0x1F600, 14).Select(char.ConvertFromUtf32)),
        "(15 emoji)" => string.Concat(Enumerable.Range(0x1F600, 15).Select(char.ConvertFromUtf32)),
        "(256)" => string.Concat(Enumerable.Range(0, 64).Select(place => $"{(char)('a' + (place * 7 % 26))}{(char)('A' + (place * 11 % 26))}{place % 10}-")),
        "(257)" => Long("(256)") + "x",
        _ => typed,
    };
}
