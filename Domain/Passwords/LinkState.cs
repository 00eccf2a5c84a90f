namespace SsprBot.Domain;

/// <summary>The one live link to the secure page, as it is kept: hashes only.</summary>
/// <param name="VerifierHash">SHA-256 of the link's second half, base64url.</param>
/// <param name="PageCodeHash">A keyed hash of the page code, base64url.</param>
public sealed record LinkState(string VerifierHash, string PageCodeHash, int WrongPageCodes, DateTimeOffset ExpiresAt);
