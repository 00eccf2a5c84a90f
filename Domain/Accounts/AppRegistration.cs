namespace SsprBot.Domain;

/// <summary>An authenticator app that is being registered on one open page; it counts for nothing yet.</summary>
/// <param name="Page">The hash of the page's key: another page begins with another seed.</param>
/// <param name="Seed">Base32; empty when it is registered or its tries are used up.</param>
public sealed record PendingApp(string Page, string Seed, int WrongCodes, bool Registered)
{
    public override string ToString() => "(pending app)";
}

/// <summary>Where the registration of an authenticator app stands.</summary>
public abstract record AppRegistering
{
    private AppRegistering()
    {
    }

    /// <param name="Key">The seed for typing: base32 in eight groups of four with a space between.</param>
    /// <param name="Address">The same for scanning: an <c>otpauth</c> URI (Key Uri Format).</param>
    public sealed record Waiting(string UserId, string Key, string Address) : AppRegistering
    {
        public override string ToString() => "(waiting)";
    }

    public sealed record Wrong(int TriesLeft) : AppRegistering;

    public sealed record Registered : AppRegistering;

    /// <summary>Too many wrong codes; a new link begins anew.</summary>
    public sealed record UsedUp : AppRegistering;

    /// <summary>Nothing was changed and no try is lost.</summary>
    public sealed record DirectoryDown : AppRegistering;

    /// <summary>The session does not authorise it, or no longer does.</summary>
    public sealed record NotValid : AppRegistering;
}

/// <summary>Registers an authenticator app: a seed is shown on the secure page, and one right code confirms it.</summary>
public sealed class AppRegistration(Vault vault, Registrar registrar, Organisation organisation, ICallback callback)
{
    private const int Tries = 5;

    /// <summary>The seed of this page; asked again, the same one.</summary>
    /// <param name="key">What the secure page's cookie holds.</param>
    /// <returns>Waiting, registered, used up or not valid.</returns>
    public async Task<AppRegistering> BeginAsync(string key, CancellationToken ct)
    {
        if (await OpenAsync(key, ct) is not { PageHash: { } page } session)
        {
            return new AppRegistering.NotValid();
        }

        for (var turn = 0; turn < Vault.Retries; turn++)
        {
            var seen = await vault.PendingApps.ReadAsync(session.Id, ct);
            if (seen is { Value: var pending } && pending.Page == page)
            {
                return pending.Registered ? new AppRegistering.Registered()
                    : pending.Seed.Length == 0 ? new AppRegistering.UsedUp()
                    : Shown(session, pending.Seed);
            }

            var begun = new PendingApp(page, AppCodes.NewSeed(), 0, Registered: false);
            if (await vault.PendingApps.TryWriteAsync(session.Id, seen, begun, ct) is not null)
            {
                return Shown(session, begun.Seed);
            }
        }

        return new AppRegistering.NotValid();
    }

    /// <summary>Takes the code that the app shows; a right one registers the app in place of the one before.</summary>
    /// <param name="key">What the secure page's cookie holds.</param>
    public async Task<AppRegistering> ConfirmAsync(string key, string typed, CancellationToken ct)
    {
        if (await OpenAsync(key, ct) is not { PageHash: { } page } session)
        {
            return new AppRegistering.NotValid();
        }

        return await registrar.EntitleAsync(session.Id, ct) switch
        {
            Entitled.Yes yes => await TryAsync(yes, page, typed, ct),
            Entitled.DirectoryDown => new AppRegistering.DirectoryDown(),
            _ => new AppRegistering.NotValid(),
        };
    }

    private async Task<RecoverySession?> OpenAsync(string key, CancellationToken ct) =>
        await PageKey.ReadAsync(vault.Sessions, key, ct) is { Value: { State: SessionState.PageOpen, PageServed: false } session } && session.MayRegister(vault.Now) ? session : null;

    private AppRegistering.Waiting Shown(RecoverySession session, string seed)
    {
        // A colon ends the issuer.
        var issuer = Uri.EscapeDataString(organisation.Name.Replace(':', ' '));
        return new AppRegistering.Waiting(
            session.UserId,
            string.Join(' ', seed.Chunk(4).Select(group => new string(group))),
            $"otpauth://totp/{issuer}:{Uri.EscapeDataString(session.UserId)}?secret={seed}&issuer={issuer}&algorithm=SHA1&digits={AppCodes.Digits}&period={AppCodes.StepSeconds}");
    }

    /// <summary>The try is reserved, then the code is compared.</summary>
    private async Task<AppRegistering> TryAsync(Entitled.Yes yes, string page, string typed, CancellationToken ct)
    {
        var session = yes.Session;
        for (var turn = 0; turn < Vault.Retries; turn++)
        {
            if (await vault.PendingApps.ReadAsync(session.Id, ct) is not { Value: var pending } seen || pending.Page != page)
            {
                return new AppRegistering.NotValid();
            }

            if (pending.Seed.Length == 0)
            {
                return pending.Registered ? new AppRegistering.Registered() : new AppRegistering.UsedUp();
            }

            var left = Tries - pending.WrongCodes - 1;
            var reserved = pending with { WrongCodes = pending.WrongCodes + 1, Seed = left == 0 ? "" : pending.Seed };
            if (await vault.PendingApps.TryReplaceAsync(session.Id, seen, reserved, ct) is not null)
            {
                return AppCodes.StepOf(pending.Seed, typed, 0, vault.Now) is { } step
                    ? await RegisterAsync(yes, pending.Seed, step, ct)
                    : await RefuseAsync(session, left, ct);
            }
        }

        return new AppRegistering.Wrong(1);
    }

    private async Task<AppRegistering> RefuseAsync(RecoverySession session, int left, CancellationToken ct)
    {
        await vault.AuditAsync(AuditActivity.SecurityInfoChanged, AuditResult.Failed, "wrong-code", session, ct, Kebab.Of(GateMethod.AuthenticatorApp));
        if (left > 0)
        {
            return new AppRegistering.Wrong(left);
        }

        await callback.WakeAsync(session.Visitor.Chat, ct);
        return new AppRegistering.UsedUp();
    }

    private async Task<AppRegistering> RegisterAsync(Entitled.Yes yes, string seed, long step, CancellationToken ct)
    {
        if (await registrar.ChangeAsync(yes, RecoveryOption.AuthenticatorApp, enrolment => With(enrolment, seed, step, vault.Now), ct) is not EnrolmentChange.Done)
        {
            return new AppRegistering.NotValid();
        }

        // What was changed is finished and told, whatever becomes of the request.
        var ended = CancellationToken.None;
        await CloseAsync(yes.Session.Id, ended);
        await callback.WakeAsync(yes.Session.Visitor.Chat, ended);
        return new AppRegistering.Registered();
    }

    private static Enrolment? With(Enrolment enrolment, string seed, long step, DateTimeOffset now) => enrolment.BlockedAt is not null ? null : enrolment with
    {
        App = enrolment.App is { } app && app.Seed == seed ? app with { LastStep = Math.Max(app.LastStep, step) } : new EnrolledApp(seed, step, now),
        ConfirmedAt = now,
    };

    private async Task CloseAsync(string sessionId, CancellationToken ct)
    {
        for (var turn = 0; turn < Vault.Retries; turn++)
        {
            if (await vault.PendingApps.ReadAsync(sessionId, ct) is not { } seen
                || await vault.PendingApps.TryReplaceAsync(sessionId, seen, seen.Value with { Seed = "", Registered = true }, ct) is not null)
            {
                return;
            }
        }
    }
}
