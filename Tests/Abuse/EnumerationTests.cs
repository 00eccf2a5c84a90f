using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SsprBot.Channels;
using SsprBot.Domain;
using SsprBot.Network;
using SsprBot.Pages.Dev;
using SsprBot.World;
using Xunit;

namespace SsprBot.Abuse;

/// <summary>A stranger who goes the whole way to the lock with every kind of account, and compares all that comes back.</summary>
public sealed partial class EnumerationTests : IAsyncLifetime
{
    private const string Nobody = "zoe.nobody@contoso.test";

    private AttackedHost _attacked = null!;

    /// <summary>Somebody real, nobody, disabled, an administrator, without methods, locked.</summary>
    private static readonly string[] s_userIds = [AttackedHost.Anna, Nobody, "grace.muller@contoso.test", "farid.aziz@contoso.test", "emma.novak@contoso.test", "ben.okafor@contoso.test"];

    public async Task InitializeAsync() => _attacked = await StartAsync();

    public async Task DisposeAsync() => await _attacked.DisposeAsync();

    [Fact]
    [Rule("D-76")]
    [Rule("D-79")]
    public async Task The_same_is_said_to_the_lock_whoever_it_is_and_only_who_may_gets_a_mail()
    {
        await AssertAlikeToTheLockAsync();
        await Waiting.UntilAsync(async () => (await MailedAsync()).Contains(AttackedHost.AnnasMail), "No code came to the one who may have it.");
        Assert.Equal([AttackedHost.AnnasMail, "ben.okafor@example.net"], (await MailedAsync()).Distinct().Order());
    }

    /// <summary>A mail that cannot leave is nobody's business but the outbox's.</summary>
    [Fact]
    [Rule("D-76")]
    [Rule("D-78")]
    public async Task The_same_is_said_to_the_lock_while_the_mail_server_is_down()
    {
        await _attacked.DisposeAsync();
        _attacked = await StartAsync("--Smtp:Host=127.0.0.1", $"--Smtp:Port={Supervised.FreePort()}", "--Smtp:Security=None", "--Smtp:From=reset@contoso.test");

        await AssertAlikeToTheLockAsync();
        var waiting = await RecordShapes.Outbox(_attacked.Get<IRecords>()).ReadAllAsync(CancellationToken.None).Select(message => message.Value.To).Where(to => to.Length > 0).Distinct().ToListAsync();
        Assert.Equal([AttackedHost.AnnasMail, "ben.okafor@example.net"], waiting.Order());
    }

    [Fact]
    [Rule("D-77")]
    public async Task No_part_of_a_number_or_an_address_is_shown_before_a_proof()
    {
        var seen = await ToTheLockAsync("ines.costa@contoso.test");

        Assert.DoesNotMatch(@"ines|costa|example\.(net|org)|01[0-2]9|\*|•", seen.Replace("ines.costa@contoso.test", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("I know my password but can't sign in")]
    [InlineData("I want to change my password")]
    [InlineData("Set up my recovery options")]
    [Rule("D-76")]
    [Rule("D-79")]
    public async Task Every_other_goal_begins_alike_whoever_it_is(string goal)
    {
        var seen = new List<string>();
        foreach (var userId in s_userIds)
        {
            seen.Add(await HeardAsync(await NewcomerAsync(), goal, userId));
        }

        Assert.Single(seen.Distinct());
    }

    private static Task<AttackedHost> StartAsync(params string[] more) =>
        AttackedHost.StartAsync(["--Policy:Limits:StartsPerSender=1000", "--Policy:Gates=1", "--Policy:Methods:0=EmailAlternate", "--Policy:Methods:1=TextMobile", .. more]);

    private async Task AssertAlikeToTheLockAsync()
    {
        var seen = new List<string>();
        foreach (var userId in s_userIds)
        {
            seen.Add(await ToTheLockAsync(userId));
        }

        Assert.Single(seen.Distinct());
        Assert.Contains("If this address is registered", seen[0], StringComparison.Ordinal);
    }

    /// <summary>Everything that came back, with what differs for everybody taken out: ids, times, tokens, and the user ID that was typed.</summary>
    private async Task<string> ToTheLockAsync(string userId) => await HeardAsync(
        await NewcomerAsync(),
        ["I forgot my password", userId, "Email my alternate email", "000000", "111111", "222222", "resend", "333333", "444444", "555555", "another method", "Text my mobile phone", "+14255550199", "help", "666666"]);

    private async Task<ChatClient> NewcomerAsync()
    {
        var client = new ChatClient(_attacked.Http);
        await client.GenerateAsync();
        await client.BeginAsync();
        return client;
    }

    private async Task<string> HeardAsync(ChatClient client, params string[] words)
    {
        var heard = new List<string>();
        foreach (var said in words)
        {
            var body = new JsonObject { ["type"] = "message", ["text"] = said }.ToJsonString();
            using var content = new StringContent(body);
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"v3/directline/conversations/{client.Conversation}/activities", UriKind.Relative)) { Content = content };
            request.Headers.Add("Authorization", $"Bearer {client.Token}");
            using var response = await _attacked.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var headers = response.Headers.Concat(response.Content.Headers).Where(header => header.Key is not ("Date" or "Content-Length")).OrderBy(header => header.Key);
            heard.Add($"{(int)response.StatusCode} {string.Join("; ", headers.Select(header => $"{header.Key}: {string.Join(',', header.Value)}"))}");
            heard.Add((await response.Content.ReadAsStringAsync()).Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        heard.AddRange((await client.PollAsync()).Json!["activities"]!.AsArray().Select(activity => activity!.ToJsonString()));
        var typed = words.FirstOrDefault(word => word.Contains('@', StringComparison.Ordinal)) ?? "";
        return Changing().Replace(string.Join('\n', heard).Replace(client.Conversation, "(conversation)", StringComparison.Ordinal).Replace(client.User, "(user)", StringComparison.Ordinal)
            .Replace(typed, "(typed)", StringComparison.Ordinal), "(changing)");
    }

    private async Task<IReadOnlyList<string>> MailedAsync() => [.. (await _attacked.Get<IInbox>().ReadAsync(CancellationToken.None)).Select(item => item.To)];

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[\d:.]+[^""]*|[A-Za-z0-9_-]{22,}|""nonce"":""[^""]*""|(?<=this code: )[A-Z0-9]{4}|(?<=support code is )[A-Z0-9-]+")]
    private static partial Regex Changing();
}
