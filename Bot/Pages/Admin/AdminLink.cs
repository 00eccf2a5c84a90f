using SsprBot.Domain;

namespace SsprBot.Pages.Admin;

/// <summary>The way in where there is no sign-in of an organisation: a link on the console of this machine, once, for ten minutes.</summary>
internal sealed class AdminLink(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private Issued? _issued;

    /// <summary>A new link; the one before is dead.</summary>
    /// <returns>Its path.</returns>
    public string New()
    {
        var token = Secrets.NewVerifier();
        Volatile.Write(ref _issued, new Issued(Secrets.Hash(token), time.GetUtcNow() + Lifetime));
        return $"{AdminPaths.Open}/{token}";
    }

    public bool IsGood(string token) => Volatile.Read(ref _issued) is { } issued && IsGood(issued, token);

    public bool TrySpend(string token) =>
        Volatile.Read(ref _issued) is { } issued && IsGood(issued, token) && ReferenceEquals(Interlocked.CompareExchange(ref _issued, null, issued), issued);

    private bool IsGood(Issued issued, string token) => time.GetUtcNow() < issued.Until && Secrets.Same(issued.Hash, Secrets.Hash(token));

    private sealed record Issued(string Hash, DateTimeOffset Until);
}
