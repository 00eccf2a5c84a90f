using SsprBot.Domain;

namespace SsprBot.World;

/// <summary>A session of Anna's that may register, and the way to its page.</summary>
internal static class Registering
{
    public static async Task<IssuedLink> LinkToRegisterAsync(this TestWorld world, string language = "en")
    {
        var seen = (await world.Vault.Sessions.ReadAsync((await world.IdentifiedAsync()).Id, CancellationToken.None))!;
        var session = seen.Value with
        {
            Goal = Goal.Register,
            State = SessionState.Verified,
            Gates = 0,
            KnewPassword = true,
            Visitor = seen.Value.Visitor with { Chat = seen.Value.Visitor.Chat with { Language = language } },
        };
        await world.Vault.Sessions.TryReplaceAsync(session.Id, seen, session, CancellationToken.None);
        return (await world.Links.IssueAsync(session.Id, CancellationToken.None))!;
    }

    public static async Task<string> KeyToRegisterAsync(this TestWorld world)
    {
        var link = await world.LinkToRegisterAsync();
        return await world.OpenAsync(link);
    }

    public static async Task<string> OpenAsync(this TestWorld world, IssuedLink link) =>
        ((LinkOpening.Opened)await world.Links.OpenWithCodeAsync(link.Token, link.PageCode, CancellationToken.None)).Key;

    /// <summary>Anna has registered answers.</summary>
    /// <param name="answers">By question.</param>
    /// <param name="hashing">With other work than the world's.</param>
    public static Task RegisterAnswersAsync(this TestWorld world, IReadOnlyDictionary<string, string> answers, Answers? hashing = null)
    {
        var id = world.Directory[FakeDirectory.Anna].Id;
        return world.People.ChangeAsync(
            id,
            enrolment => enrolment with { Answers = [.. answers.Select(answer => new EnrolledAnswer(answer.Key, (hashing ?? world.Answers).Hash(id, answer.Key, answer.Value)))] },
            CancellationToken.None);
    }

    public static async Task ChangeSessionAsync(this TestWorld world, string key, Func<RecoverySession, RecoverySession> change)
    {
        var seen = (await world.Vault.Sessions.ReadAsync(key.Split('.')[0], CancellationToken.None))!;
        await world.Vault.Sessions.TryReplaceAsync(seen.Value.Id, seen, change(seen.Value), CancellationToken.None);
    }
}
