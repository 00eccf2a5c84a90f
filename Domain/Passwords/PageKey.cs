namespace SsprBot.Domain;

/// <summary>What the secure page's cookie holds: the session's id, a dot, and 256 random bits.</summary>
internal static class PageKey
{
    /// <returns>The session whose page this key opened; null when it opens none (any more).</returns>
    public static async Task<Versioned<RecoverySession>?> ReadAsync(Records<RecoverySession> sessions, string key, CancellationToken ct) =>
        key.Length <= 100
        && key.Split('.') is [{ Length: > 0 } id, var secret]
        && await sessions.ReadAsync(id, ct) is { Value.PageHash: { } hash } seen
        && Secrets.Same(hash, Secrets.Hash(secret))
            ? seen
            : null;
}
