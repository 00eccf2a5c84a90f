namespace SsprBot.Domain;

/// <summary>A link to the secure page, for the one who asked.</summary>
/// <param name="Token">The last part of the link: the session's id, a dot, and 256 random bits.</param>
/// <param name="PageCode">To be typed on the page where the link was not opened in its own conversation.</param>
public sealed record IssuedLink(string Token, string PageCode, TimeSpan Lifetime)
{
    public override string ToString() => "(link)";
}

/// <summary>What became of a link that was opened.</summary>
public abstract record LinkOpening
{
    private LinkOpening()
    {
    }

    /// <param name="Key">What the page's cookie holds from now on; it opens this session's page and nothing else.</param>
    public sealed record Opened(string Key) : LinkOpening
    {
        public override string ToString() => "(opened)";
    }

    public sealed record WrongPageCode : LinkOpening;

    /// <summary>Used, expired, replaced, or never issued: nobody learns which.</summary>
    public sealed record NotValid : LinkOpening;
}

/// <summary>The one-time link to the secure page: issued after the proofs, spent when the page is opened.</summary>
public sealed class PasswordLink(Vault vault, Policy policy)
{
    private const int MaxToken = 100;

    /// <summary>A new link for a page that was closed or a link that expired; the one before is dead.</summary>
    /// <returns>Null when the session has not proved enough, is over, or has had its links.</returns>
    public async Task<IssuedLink?> IssueAsync(string sessionId, CancellationToken ct)
    {
        for (var turn = 0; turn < Vault.Retries; turn++)
        {
            if (await vault.Sessions.ReadAsync(sessionId, ct) is not { } seen || Mint(seen.Value) is not var (linked, issued))
            {
                return null;
            }

            if (await vault.Sessions.TryReplaceAsync(sessionId, seen, linked, ct) is not null)
            {
                await vault.AuditAsync(AuditActivity.FlowProgress, AuditResult.Succeeded, "link-issued", linked, ct);
                return issued;
            }
        }

        return null;
    }

    /// <summary>Makes a link without keeping it: the caller writes the session.</summary>
    internal (RecoverySession Session, IssuedLink Link)? Mint(RecoverySession session)
    {
        var verifier = Secrets.NewVerifier();
        var pageCode = Secrets.NewPageCode();
        var link = new LinkState(Secrets.Hash(verifier), PageCodeHash(session.Id, pageCode), 0, vault.Now + policy.LinkLifetime);
        return session.WithLink(link, vault.Now) is { } linked
            ? (linked, new IssuedLink($"{session.Id}.{verifier}", pageCode, policy.LinkLifetime))
            : null;
    }

    /// <summary>Opens the page from elsewhere: the page code must be typed.</summary>
    public Task<LinkOpening> OpenWithCodeAsync(string token, string pageCode, CancellationToken ct) =>
        OpenAsync(token, session => Secrets.Same(session.Link!.PageCodeHash, PageCodeHash(session.Id, pageCode.Trim().ToUpperInvariant())), ct);

    /// <summary>Opens the page from its own conversation, which the caller has verified.</summary>
    public Task<LinkOpening> OpenInConversationAsync(string token, string channel, string conversation, CancellationToken ct) =>
        OpenAsync(token, session => session.Visitor.Chat.Channel == channel && session.Visitor.Chat.Conversation == conversation, ct);

    /// <summary>What stands in for the page code on a page that is opened from within its own conversation. It is good for as long as the link is.</summary>
    /// <param name="chat">The conversation that the caller has verified.</param>
    /// <returns>Null when the link was not given there, or leads nowhere any more.</returns>
    public async Task<string?> BindAsync(string token, ChatAddress chat, CancellationToken ct) =>
        token.Length <= MaxToken
        && token.Split('.') is [var id, var verifier]
        && await vault.Sessions.ReadAsync(id, ct) is { Value: var session }
        && (session.Visitor.Chat.Channel, session.Visitor.Chat.Conversation, session.Visitor.Chat.User) == (chat.Channel, chat.Conversation, chat.User)
        && session.IsLive(vault.Now)
        && (session.State is SessionState.PageOpen || (session.Link is { } link && vault.Now < link.ExpiresAt && Secrets.Same(link.VerifierHash, Secrets.Hash(verifier))))
            ? BindingOf(token, session)
            : null;

    /// <summary>Opens the page from within its own conversation, by its binding; a wrong one counts as a wrong page code.</summary>
    /// <param name="binding">As <see cref="BindAsync"/> gave it: 32 hexadecimal digits.</param>
    public Task<LinkOpening> OpenBoundAsync(string token, string binding, CancellationToken ct) => OpenAsync(token, session => IsBound(session, token, binding), ct);

    /// <summary>Whether a binding was given for this link of the session; the link itself is looked at when it is opened.</summary>
    public bool IsBound(RecoverySession session, string token, string binding) => Secrets.Same(BindingOf(token, session), binding);

    private async Task<LinkOpening> OpenAsync(string token, Func<RecoverySession, bool> isBound, CancellationToken ct)
    {
        if (token.Length > MaxToken || token.Split('.') is not [var id, var verifier])
        {
            return new LinkOpening.NotValid();
        }

        for (var turn = 0; turn < Vault.Retries; turn++)
        {
            if (await vault.Sessions.ReadAsync(id, ct) is not { Value: { Link: { } link } session } seen
                || !Secrets.Same(link.VerifierHash, Secrets.Hash(verifier)))
            {
                return new LinkOpening.NotValid();
            }

            var key = Secrets.NewVerifier();
            var bound = isBound(session);
            var next = bound ? session.PageOpened(Secrets.Hash(key), vault.Now) : session.WithWrongPageCode(vault.Now);
            if (next is null)
            {
                return new LinkOpening.NotValid();
            }

            if (await vault.Sessions.TryReplaceAsync(id, seen, next, ct) is not null)
            {
                await vault.AuditAsync(
                    AuditActivity.FlowProgress, bound ? AuditResult.Succeeded : AuditResult.Failed, bound ? "page-opened" : "wrong-page-code", next, ct);
                return bound ? new LinkOpening.Opened($"{id}.{key}") : new LinkOpening.WrongPageCode();
            }
        }

        return new LinkOpening.NotValid();
    }

    private string BindingOf(string token, RecoverySession session) =>
        vault.Pepper.Pseudonym("page-binding", token, session.Visitor.Chat.Channel, session.Visitor.Chat.Conversation, session.Visitor.Chat.User);

    private string PageCodeHash(string sessionId, string pageCode) => vault.Pepper.Pseudonym("page-code", sessionId, pageCode);
}
