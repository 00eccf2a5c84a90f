using System.Text;
using System.Text.Json;
using Xunit;

namespace SsprBot.Host;

/// <summary>Looks for secrets in all that hosts leave behind: what they printed, their files, each record and line of the audit log in plain, and what a chat's history shows.</summary>
internal static class Leftovers
{
    private const string Inbox = "dev-inbox";
    private const string Turn = "dl-turn";

    /// <summary>Stops the hosts and looks.</summary>
    /// <param name="history">Activities as JSON.</param>
    /// <param name="secrets">What stands nowhere. A code that was sent is among them.</param>
    /// <param name="told">What the bot itself says in the chat, once; it stands nowhere else.</param>
    /// <param name="kept">What stands in records alone.</param>
    public static async Task AssertNoneAsync(
        IReadOnlyList<BotProcess> hosts, IReadOnlyList<string> history, IReadOnlyList<string> secrets, IReadOnlyList<string>? told = null, IReadOnlyList<string>? kept = null)
    {
        foreach (var host in hosts)
        {
            await host.KillAsync();
        }

        (told, kept) = (told ?? [], kept ?? []);
        var log = new Place("log", Encoding.UTF8.GetBytes(string.Join('\n', hosts.SelectMany(host => host.Output))));
        Place[] files = [.. Files(hosts)];
        Place[] shown = [.. history.Select(activity => new Place("history", Encoding.UTF8.GetBytes(activity)))];
        var records = await RecordsAsync(hosts);
        Place[] turns = [.. records[Turn]];
        Assert.True(files.Length > 3 && log.Content.Length > 1000 && shown.Sum(activity => activity.Content.Length) > 500);
        Assert.Empty(((string[])["audit", "bot-state", "session", Turn]).Except(records.Select(kind => kind.Key)));

        string[] leaks =
        [
            .. Found([log], [.. secrets, .. told, .. kept]),
            .. Found(files, [.. secrets.Concat(told).Where(IsLong), .. kept]),
            .. Found([.. shown, .. turns], [.. secrets, .. kept]),
            .. Found(records.Where(kind => kind.Key is not (Turn or Inbox)).SelectMany(kind => kind), [.. secrets, .. told]),
        ];
        Assert.Empty(leaks);
        Assert.All(told, secret => Assert.Equal((1, 1), (Found(shown, [secret]).Count(), Found(turns, [secret]).Count())));

        // Whoever does not find a code where it was sent to would find none anywhere.
        Assert.NotEmpty(Found(records[Inbox], secrets));
    }

    private static IEnumerable<Place> Files(IEnumerable<BotProcess> hosts) =>
        hosts.SelectMany(host => Directory.GetFiles(host.Data, "*", SearchOption.AllDirectories)).Select(file => new Place(file, File.ReadAllBytes(file)));

    private static async Task<ILookup<string, Place>> RecordsAsync(IEnumerable<BotProcess> hosts) =>
        (await Task.WhenAll(hosts.Select(host => KeptRecords.ReadAsync(host.Data)))).SelectMany(all => all).ToLookup(one => one.Kind, one => new Place($"{one.Kind} {one.Id}", one.Content));

    private static IEnumerable<string> Found(IEnumerable<Place> places, IReadOnlyList<string> secrets) =>
        from place in places from secret in secrets where Forms(secret).Any(form => Holds(place.Content, form)) select $"{secret} in {place.Name}";

    private static IEnumerable<byte[]> Forms(string secret) =>
    [
        Encoding.UTF8.GetBytes(secret),
        Encoding.Unicode.GetBytes(secret),
        Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).TrimEnd('=')[..^1]),
        Encoding.ASCII.GetBytes(Uri.EscapeDataString(secret)),
        [.. JsonEncodedText.Encode(secret).EncodedUtf8Bytes],
    ];

    private static bool Holds(byte[] place, byte[] form)
    {
        var joins = Joining(form);
        for (var at = 0; place.AsSpan(at).IndexOf(form) is >= 0 and var found; at += found + 1)
        {
            var (before, after) = (at + found - 1, at + found + form.Length);
            if (!((before >= 0 && joins(place[before])) || (after < place.Length && joins(place[after]))))
            {
                return true;
            }
        }

        return false;
    }

    // A short code can be part of a longer number, or of something random, by chance.
    private static Predicate<byte> Joining(byte[] form) => form.Length > 7 || !form.All(letter => IsDigit(letter) || char.IsAsciiLetterUpper((char)letter))
        ? _ => false
        : form.All(IsDigit) ? IsDigit : letter => char.IsAsciiLetterOrDigit((char)letter);

    // The four letters of a page code can stand in what is encrypted by chance.
    private static bool IsLong(string secret) => secret.Length > 4;

    private static bool IsDigit(byte letter) => char.IsAsciiDigit((char)letter);

    private sealed record Place(string Name, byte[] Content);
}
