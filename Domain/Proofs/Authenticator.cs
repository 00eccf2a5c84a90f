using System.Security.Cryptography;

namespace SsprBot.Domain;

/// <summary>The gate of the authenticator app: nothing is sent, the app that the person registered shows the code.</summary>
public sealed class Authenticator(Vault vault, People people, Gatekeeper gatekeeper, Policy policy)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>Opens the question; it is good for five minutes and takes the place of the one before.</summary>
    /// <returns>False when the session does not stand at this gate.</returns>
    public async Task<bool> AskAsync(string sessionId, CancellationToken ct)
    {
        if (await gatekeeper.AtGateAsync(sessionId, ct) is not { Value: var session } || !session.OpenMethods().Contains(GateMethod.AuthenticatorApp))
        {
            return false;
        }

        for (var turn = 0; turn < Vault.Retries; turn++)
        {
            var guarded = await vault.Guards.ReadAsync(session.GuardId, ct);
            var guard = (guarded?.Value ?? Guard.New).Settled(session);
            var challenge = new Challenge(
                Secrets.NewId(), session.Id, GateMethod.AuthenticatorApp, vault.DestinationHash("authenticator-app"), "", 0, vault.Now + Lifetime);
            var mac = Convert.ToBase64String(MacOf(session, challenge));
            challenge = guard.MayStart(session.Id, policy.Limits, vault.Now) ? challenge with { Mac = mac } : challenge;
            if (await vault.Guards.TryWriteAsync(session.GuardId, guarded, guard.Opened(challenge, sent: false, vault.Now), ct) is not null)
            {
                await vault.AuditAsync(AuditActivity.FlowProgress, AuditResult.Succeeded, "code-asked", session, ct, Kebab.Of(challenge.Method));
                return true;
            }
        }

        return false;
    }

    public Task<GateCheck> CheckAsync(string sessionId, string typed, CancellationToken ct) =>
        gatekeeper.TryAsync(sessionId, (session, challenge, token) => IsRightAsync(session, challenge, typed, token), ct);

    /// <summary>A code counts once, on whatever node and in whatever session: its step is written down before it is a proof.</summary>
    private async Task<bool> IsRightAsync(RecoverySession session, Challenge challenge, string typed, CancellationToken ct)
    {
        var now = vault.Now;
        var dummy = AppCodes.DummySeed(vault.Pepper, session.UserId);
        var asked = CryptographicOperations.FixedTimeEquals(Convert.FromBase64String(challenge.Mac), MacOf(session, challenge));
        return await people.ChangeAsync(
            session.Subject?.AccountId ?? "",
            enrolment =>
            {
                var step = AppCodes.StepOf(enrolment.App?.Seed ?? dummy, typed, enrolment.App?.LastStep ?? 0, now);
                return asked
                    && session.Subject is not null
                    && enrolment is { BlockedAt: null, App: { } app }
                    && now - app.ConfirmedAt >= policy.CoolingOff
                    && step is { } accepted
                        ? enrolment with { App = app with { LastStep = accepted } }
                        : null;
            },
            ct) is not null;
    }

    /// <summary>What tells this question from every other; a question without it has no right answer.</summary>
    private byte[] MacOf(RecoverySession session, Challenge challenge) =>
        vault.Pepper.Mac("app-v1", session.Id, challenge.Id, session.Subject?.AccountId ?? "", session.Goal.ToString());
}
