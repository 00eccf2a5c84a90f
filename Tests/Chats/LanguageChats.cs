using SsprBot.Domain;
using SsprBot.World;
using Xunit;

namespace SsprBot.Chats;

/// <summary>What is written outside the chat is in the language that the chat speaks.</summary>
public sealed class LanguageChats
{
    private const string Begin = "user: forgot pw\nuser: anna.lima@contoso.test";
    private const string ToDutch = "user: language\nuser: Nederlands";
    private const string Finish = "user: 1\nuser: {code}\nuser: 1\nuser: +14255550101\nuser: {code}";

    [Theory]
    [InlineData($"{Begin}\n{ToDutch}\n{Finish}", null, "nl nl")]
    [InlineData($"user: hello\n{ToDutch}\n{Begin}\n{Finish}", null, "nl nl")]
    [InlineData($"{Begin}\nuser: 1\n{ToDutch}\nuser: {{code}}\nuser: 1\nuser: +14255550101\nuser: {{code}}", null, "en-US nl")]
    [InlineData($"{Begin}\n{ToDutch}\n{Finish}", "fr", "fr fr")]
    public async Task Codes_and_notices_follow_the_choice_unless_the_account_has_its_own_language(string script, string? own, string codes)
    {
        var chat = new Chat();
        chat.World.Directory[FakeDirectory.Anna] = chat.World.Directory[FakeDirectory.Anna] with { Language = own };
        await chat.PlayAsync(script);
        Assert.Equal(codes, string.Join(' ', chat.World.Sent.Select(message => message.Language)));
        Assert.Equal("nl", (await SessionAsync(chat)).Visitor.Chat.Language);

        Assert.IsType<ResetOutcome.Done>(await chat.World.SetAsync(await chat.OpenAsync(), "Blue-Kettle-77-x"));
        Assert.All(
            chat.World.Sent.Where(message => message.Letter is Letter.PasswordWasReset),
            notice => Assert.Equal(own ?? "nl", notice.Language));
        Assert.Equal(own ?? "nl", (await chat.World.DenialLinks.LookAsync(chat.World.LastNotMe(), CancellationToken.None))!.Language);
    }

    [Fact]
    public async Task Every_message_says_its_language()
    {
        var chat = new Chat(locale: "fr-CA");
        await chat.PlayAsync("user: bonjour");
        Assert.Equal("fr", chat.Language);
        await chat.PlayAsync(ToDutch);
        Assert.Equal("nl", chat.Language);
        await chat.PlayAsync("user: 1");
        Assert.Equal("nl", chat.Language);
    }

    [Fact]
    public async Task What_counts_is_left_as_it_is()
    {
        var chat = new Chat();
        await chat.PlayAsync($"{Begin}\nuser: 1\nuser: 000");
        var before = await SessionAsync(chat);
        var audited = chat.World.Audited.Count;

        await chat.PlayAsync("user: español");

        Assert.Equivalent(before with { Visitor = before.Visitor with { Chat = before.Visitor.Chat with { Language = "es" } } }, await SessionAsync(chat), strict: true);
        Assert.Equal(audited, chat.World.Audited.Count);
        Assert.EndsWith(
            "Ese no es el código. Mire otra vez y escriba el más nuevo. Intentos que quedan con este código: 1. [Reenviar | Otro método | Contactar con el administrador]",
            await chat.PlayAsync("user: 000"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_a_password_is_being_set_and_after_the_end_the_session_is_not_touched()
    {
        var world = new TestWorld();
        var id = (await world.PageOpenAsync()).Split('.')[0];
        var seen = (await world.Vault.Sessions.ReadAsync(id, CancellationToken.None))!;
        var setting = (await world.Vault.Sessions.TryReplaceAsync(id, seen, seen.Value.SettingBegun(5, world.Vault.Now)!, CancellationToken.None))!;
        await world.Visits.SpeakAsync(id, "nl", CancellationToken.None);
        Assert.Equal("en", (await world.SessionAsync(id)).Visitor.Chat.Language);

        await world.Vault.Sessions.TryReplaceAsync(id, setting, setting.Value.PasswordSet()!, CancellationToken.None);
        await world.Visits.SpeakAsync(id, "nl", CancellationToken.None);
        Assert.Equal("en", (await world.SessionAsync(id)).Visitor.Chat.Language);
    }

    [Fact]
    public async Task A_proof_given_at_the_same_time_is_not_lost()
    {
        var world = new TestWorld();
        var session = await world.IdentifiedAsync();
        await world.Codes.SendAsync(session.Id, GateMethod.EmailAlternate, null, CancellationToken.None);
        var code = world.LastCode();
        await Task.WhenAll(
            Task.Run(() => world.Codes.CheckAsync(session.Id, code, CancellationToken.None)),
            Task.Run(() => world.Visits.SpeakAsync(session.Id, "nl", CancellationToken.None)));
        var after = await world.SessionAsync(session.Id);
        Assert.Equal((1, "nl"), (after.Proofs.Count, after.Visitor.Chat.Language));
    }

    private static async Task<RecoverySession> SessionAsync(Chat chat) =>
        await chat.World.SessionAsync(chat.World.Records.Kept.Keys.Single(key => key.Kind.Name == "session").Id);
}
