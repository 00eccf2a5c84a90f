namespace SsprBot.Domain;

/// <summary>The last code that was texted to a number.</summary>
/// <param name="Challenge">The id of the question that the code answers.</param>
public sealed record TextedCode(string Session, string Challenge);

/// <summary>"This was not me", answered to a code that was texted.</summary>
public sealed class TextDenial(Vault vault, PhoneDenial denial)
{
    /// <param name="number">Who answers, E.164.</param>
    /// <returns>False when no code is open there: then the answer means nothing.</returns>
    public async Task<bool> TryDenyAsync(string number, CancellationToken ct)
    {
        var id = vault.DestinationHash(number);
        if (await vault.TextedCodes.ReadAsync(id, ct) is not { Value: var code } seen
            || await vault.Sessions.ReadAsync(code.Session, ct) is not { Value: var session }
            || !session.IsLive(vault.Now)
            || (await vault.Guards.ReadAsync(session.GuardId, ct))?.Value.Open(session.Id) is not { } open
            || open.Id != code.Challenge
            || vault.Now >= open.ExpiresAt)
        {
            return false;
        }

        return await denial.DenyAsync(session, VerificationMethod.SmsCode, () => vault.TextedCodes.TryDeleteAsync(id, seen, CancellationToken.None));
    }
}
