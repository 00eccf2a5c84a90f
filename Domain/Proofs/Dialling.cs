namespace SsprBot.Domain;

/// <summary>The way of a call to the telephone network, and back to the addresses that it was given.</summary>
public sealed class Dialling(Vault vault)
{
    /// <summary>Before a call is given to the telephone network: it is given once, even when nobody knows what became of it.</summary>
    /// <returns>The secret of the call's addresses, 128 random bits in base64url; null when it was given before or has had its end.</returns>
    public async Task<string?> DialAsync(string callId, Letter letter, Goal goal, string language, CancellationToken ct)
    {
        var token = Secrets.NewId();
        return await vault.Calls.ReadAsync(callId, ct) is { Value: { End: null, Dialled: null } } seen
            && await vault.Calls.TryReplaceAsync(callId, seen, seen.Value with { Dialled = new Dialled(Secrets.Hash(token), letter, goal, language) }, ct) is not null
                ? token
                : null;
    }

    /// <summary>The telephone network surely did not take the call: it may be dialled again.</summary>
    public async Task NotDialledAsync(string callId, CancellationToken ct)
    {
        if (await vault.Calls.ReadAsync(callId, ct) is { Value.End: null } seen)
        {
            await vault.Calls.TryReplaceAsync(callId, seen, seen.Value with { Dialled = null }, ct);
        }
    }

    /// <summary>The call that an address belongs to.</summary>
    /// <returns>Null when there is none or the secret is not the call's; the call may have had its end.</returns>
    public async Task<PlacedCall?> DialledAsync(string callId, string token, CancellationToken ct) =>
        callId.Length is > 0 and <= 100
        && await vault.Calls.ReadAsync(callId, ct) is { Value: { Dialled: { } dialled } call }
        && Secrets.Same(dialled.TokenHash, Secrets.Hash(token))
            ? call
            : null;

    /// <summary>The call that the telephone network tells something about. The first name that it gives the call is the call's.</summary>
    /// <param name="sid">What the network calls it.</param>
    /// <returns>Null when there is none, or the secret or the name is not the call's; the call may have had its end.</returns>
    public async Task<PlacedCall?> DialledAsync(string callId, string token, string sid, CancellationToken ct)
    {
        var call = await DialledAsync(callId, token, ct);
        if (call is { Dialled.Sid: null })
        {
            await vault.Calls.TryChangeAsync(callId, now => now.Dialled is { Sid: null } dialled ? now with { Dialled = dialled with { Sid = sid } } : null, ct);
            call = await DialledAsync(callId, token, ct);
        }

        return call is { Dialled.Sid: { } first } && Secrets.Same(first, sid) ? call : null;
    }
}
