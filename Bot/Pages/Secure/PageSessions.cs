using System.Text.RegularExpressions;
using SsprBot.Domain;

namespace SsprBot.Pages;

/// <summary>Looks which session a link or a cookie belongs to, to say the right words. It authorises nothing: the domain decides at the deed.</summary>
internal sealed partial class PageSessions(Vault vault)
{
    /// <returns>The session whose link this is, while the link can be opened; else null.</returns>
    public async Task<RecoverySession?> OfLinkAsync(string token, CancellationToken ct) =>
        await ReadAsync(token, ct) is { Link: { } link } session
        && Secrets.Same(link.VerifierHash, Secrets.Hash(SecondHalf(token)))
        && session.PageOpened("", vault.Now) is not null
            ? session
            : null;

    /// <returns>The session whose page the cookie opened, in whatever state it is now; else null.</returns>
    public async Task<RecoverySession?> OfKeyAsync(string? key, CancellationToken ct) =>
        key is not null
        && await ReadAsync(key, ct) is { PageHash: { } hash } session
        && Secrets.Same(hash, Secrets.Hash(SecondHalf(key)))
            ? session
            : null;

    /// <summary>Whether the page that a link led to is open already in the browser with this cookie.</summary>
    public async Task<bool> IsOpenHereAsync(string? key, string token, CancellationToken ct) =>
        await OfKeyAsync(key, ct) is { } session && IsOpen(session) && token.StartsWith(session.Id + ".", StringComparison.Ordinal);

    public bool IsOpen(RecoverySession session) => session.State is SessionState.PageOpen && session.IsLive(vault.Now);

    /// <summary>Whether the page that was opened is one for registering.</summary>
    public bool MayRegister(RecoverySession session) => session.MayRegister(vault.Now);

    /// <summary>How long the page can still be used, in whole minutes, at least one.</summary>
    public int MinutesLeft(RecoverySession session) => Math.Max(1, (int)(session.Deadline - vault.Now).TotalMinutes);

    public static bool IsWellFormed(string token) => Shape.IsMatch(token);

    private async Task<RecoverySession?> ReadAsync(string token, CancellationToken ct) =>
        IsWellFormed(token) ? (await vault.Sessions.ReadAsync(token.Split('.')[0], ct))?.Value : null;

    private static string SecondHalf(string token) => token.Split('.')[1];

    // 128 bits that name the session, 256 that only its holder has.
    [GeneratedRegex(@"^[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape { get; }
}
