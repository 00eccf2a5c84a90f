namespace SsprBot.Domain;

/// <summary>"This was not me", answered to a code that was texted.</summary>
public sealed class TextDenial(Vault vault, TextedCodes codes, PhoneDenial denial)
{
    /// <param name="number">Who answers, E.164.</param>
    /// <returns>False when no code is open there: then the answer means nothing.</returns>
    public async Task<bool> TryDenyAsync(string number, CancellationToken ct) =>
        await codes.LastAsync(number, ct) is { Value: var code } seen
        && await vault.Sessions.ReadAsync(code.Session, ct) is { Value: var session }
        && session.IsLive(vault.Now)
        && (await vault.Guards.ReadAsync(session.GuardId, ct))?.Value.Open(session.Id) is { } open
        && open.Id == code.Challenge
        && vault.Now < open.ExpiresAt
        && await denial.DenyAsync(session, VerificationMethod.SmsCode, () => codes.TryTakeAsync(number, seen));
}
