namespace SsprBot.Domain;

/// <summary>Sends one-time codes by mail and text, and checks what people type back.</summary>
public sealed class OneTimeCodes(Challenges challenges, Gatekeeper gatekeeper, Vigilance vigilance, Policy policy, Organisation organisation)
{
    /// <param name="wholeNumber">What was typed where the method asks for the whole number; else null.</param>
    public Task<CodeSending> SendAsync(string sessionId, GateMethod method, string? wholeNumber, CancellationToken ct) =>
        challenges.OpenAsync(sessionId, method, wholeNumber, NewCode(method), ct);

    /// <summary>Sends a new code for the question that is open; the old code is dead, and no counter is reset.</summary>
    public Task<CodeSending> ResendAsync(string sessionId, CancellationToken ct) => challenges.ReopenAsync(
        sessionId, method => method.Verification() is VerificationMethod.VoiceCall ? null : NewCode(method), ct);

    public Task<GateCheck> CheckAsync(string sessionId, string typed, CancellationToken ct) => gatekeeper.TryAsync(
        sessionId,
        (session, challenge, _) => Task.FromResult(Digits(typed) is { } code && challenges.IsRight(session, challenge, code)),
        ct);

    /// <summary>ASCII digits of exactly the right length once spaces and dashes are gone; anything else is wrong.</summary>
    internal static string? Digits(string typed, int length) => Digits(typed) is { } digits && digits.Length == length ? digits : null;

    private static string? Digits(string typed)
    {
        var digits = typed.Length > 40 ? "" : typed.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return digits.All(char.IsAsciiDigit) ? digits : null;
    }

    private Asked NewCode(GateMethod method)
    {
        var verification = method.Verification();
        var digits = policy.CodeDigits(verification) + vigilance.MoreDigits;
        var code = Secrets.NewCode(digits);
        var holes = new Dictionary<string, string>
        {
            ["code"] = code,
            ["minutes"] = $"{(int)policy.CodeLifetime(verification).TotalMinutes}",
            ["organisation"] = organisation.Name,
        };
        return new Asked(code, digits, verification is VerificationMethod.EmailCode ? OutboxKind.Mail : OutboxKind.Sms, Letter.Code, holes);
    }
}
