using System.Text;
using Xunit;

namespace SsprBot.Host;

/// <summary>Looks for secrets in all that hosts leave behind: what they printed, their files, and what a chat's history shows.</summary>
internal static class Leftovers
{
    /// <summary>Stops the hosts and looks.</summary>
    /// <param name="history">Activities as JSON.</param>
    public static async Task AssertNoneAsync(IReadOnlyList<BotProcess> hosts, IEnumerable<string> history, IReadOnlyList<string> secrets)
    {
        foreach (var host in hosts)
        {
            await host.KillAsync();
        }

        var places = new Dictionary<string, byte[]>
        {
            ["log"] = Encoding.UTF8.GetBytes(string.Join('\n', hosts.SelectMany(host => host.Output))),
            ["history"] = Encoding.UTF8.GetBytes(string.Join('\n', history)),
        };
        foreach (var file in hosts.SelectMany(host => Directory.GetFiles(host.Data, "*", SearchOption.AllDirectories)))
        {
            places[file] = await File.ReadAllBytesAsync(file);
        }

        Assert.True(places.Count > 4 && places["log"].Length > 1000 && places["history"].Length > 500);
        var leaks = from place in places from secret in secrets from form in Forms(secret) where Holds(place.Value, form) select $"{secret} in {place.Key}";
        Assert.Empty(leaks.Distinct());
    }

    private static IEnumerable<byte[]> Forms(string secret) =>
    [
        Encoding.UTF8.GetBytes(secret),
        Encoding.Unicode.GetBytes(secret),
        Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).TrimEnd('=')[..^1]),
        Encoding.ASCII.GetBytes(Uri.EscapeDataString(secret)),
    ];

    // A short code can be part of a longer number by chance.
    private static bool Holds(byte[] place, byte[] form)
    {
        for (var at = 0; place.AsSpan(at).IndexOf(form) is >= 0 and var found; at += found + 1)
        {
            var (before, after) = (at + found - 1, at + found + form.Length);
            if (form.Length > 7 || !form.All(IsDigit) || !((before >= 0 && IsDigit(place[before])) || (after < place.Length && IsDigit(place[after]))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsDigit(byte letter) => char.IsAsciiDigit((char)letter);
}
