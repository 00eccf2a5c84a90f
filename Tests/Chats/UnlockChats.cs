using SsprBot.Domain;
using SsprBot.World;
using Xunit;

namespace SsprBot.Chats;

public sealed class UnlockChats
{
    private const string Proofs = "user: anna.lima@contoso.test\nuser: 1\nuser: {code}\nuser: 1\nuser: +14255550101\nuser: {code}";
    private const string Right = "bot:  Thank you, that is right.\n";
    private const string Unlocked =
        "bot:  Your account is unlocked. Your password is still the same.\n"
        + "bot:  What to do next: sign in with the password that you know. If a phone, a mail app or Wi-Fi still has an old password, replace it there, or it may lock your account again. I have told all your contact points.";

    private const string Choice =
        "bot:  Your account is locked. Do you still know your password, or do you want a new one? A new one unlocks your account too. [Unlock and keep the password | Choose a new password | Contact administrator]";

    private const string Link =
        "bot:  Thank you, it is you. Now choose a new password on the secure page. Never type it in this chat. If you open the page somewhere else, it asks for this code: {page}. The link works once, for 5 minutes. <Choose a new password>";

    [Fact]
    public async Task A_locked_account_is_unlocked_after_the_proofs()
    {
        var chat = Locked();
        Assert.EndsWith(Right + Unlocked, await chat.PlayAsync($"user: I'm locked out\n{Proofs}"), StringComparison.Ordinal);
        Assert.False(chat.World.Directory[FakeDirectory.Anna].Locked);
        Assert.Null(await chat.WatchedUntilAsync());
    }

    [Fact]
    public async Task It_is_unlocked_in_dutch()
    {
        var chat = Locked("nl-NL");
        Assert.EndsWith(
            "bot:  Dank u, dat klopt.\nbot:  Uw account is ontgrendeld. Uw wachtwoord is hetzelfde gebleven.\n"
            + "bot:  Wat u nu kunt doen: log in met het wachtwoord dat u kent. Staat er op een telefoon, in een e-mailapp of bij wifi nog een oud wachtwoord? Vervang het daar, anders kan het uw account opnieuw vergrendelen. Ik heb al uw contactpunten bericht gestuurd.",
            await chat.PlayAsync($"user: hallo\nuser: 2\n{Proofs}"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_forgot_the_password_of_a_locked_account_may_keep_it()
    {
        var chat = Locked();
        Assert.EndsWith(Right + Choice, await chat.PlayAsync($"user: forgot pw\n{Proofs}"), StringComparison.Ordinal);
        const string Script = $"""
            user: back
            bot:  I cannot go back from here. Say start over to begin again.
            {Choice}
            user: keep it
            {Unlocked}
            """;
        Assert.Equal(Script, await chat.PlayAsync(Script));
    }

    [Fact]
    public async Task Or_choose_a_new_one()
    {
        var chat = Locked();
        await chat.PlayAsync($"user: forgot pw\n{Proofs}");
        Assert.Equal($"user: 2\n{Link}", await chat.PlayAsync("user: 2"));
        await SetAsync(chat);
        Assert.StartsWith("bot:  Your password has been reset.", await chat.WakeAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_that_is_not_locked_is_led_to_a_new_password_without_new_proofs()
    {
        var chat = new Chat();
        Assert.EndsWith(
            $"{Right}bot:  Your account is not locked. Did you forget your password? Then you can choose a new one now; you need not prove again who you are. Otherwise say cancel.\n{Link}",
            await chat.PlayAsync($"user: I'm locked out\n{Proofs}"),
            StringComparison.Ordinal);
        await SetAsync(chat);
        Assert.StartsWith("bot:  Your password has been reset.", await chat.WakeAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_password_is_said_to_be_that()
    {
        var chat = new Chat();
        chat.World.Directory[FakeDirectory.Anna] = chat.World.Directory[FakeDirectory.Anna] with { MustChangePassword = true };
        Assert.Contains(
            "bot:  Your account is not locked, but your password has expired or must be changed.",
            await chat.PlayAsync($"user: I'm locked out\n{Proofs}"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_said_of_the_account_before_the_proofs()
    {
        var (locked, other) = (Locked(), new Chat());
        const string Script = "user: I'm locked out\nuser: anna.lima@contoso.test\nuser: 1\nuser: 000";
        Assert.Equal(await other.PlayAsync(Script), await locked.PlayAsync(Script));
    }

    [Fact]
    public async Task A_directory_that_is_down_after_the_proofs_loses_nothing()
    {
        var chat = Locked();
        chat.World.Directory.NextWrite = new DirectoryWrite.Unavailable();
        Assert.EndsWith(
            "bot:  The directory does not answer at the moment. Nothing is lost, and you need not prove again who you are. Say something in a minute, and I look once more. [Tell me when it is back | Cancel | Contact administrator]",
            await chat.PlayAsync($"user: I'm locked out\n{Proofs}"),
            StringComparison.Ordinal);
        Assert.Equal($"user: now?\n{Unlocked}", await chat.PlayAsync("user: now?"));
    }

    [Fact]
    public async Task An_account_that_was_disabled_meanwhile_is_for_an_administrator()
    {
        var chat = Locked();
        await chat.PlayAsync($"user: I'm locked out\n{Proofs[..Proofs.LastIndexOf('\n')]}");
        chat.World.Directory[FakeDirectory.Anna] = chat.World.Directory[FakeDirectory.Anna] with { Enabled = false };
        Assert.EndsWith(
            "bot:  Only an administrator can open your account again. A person can help you.\n"
            + "bot:  A person can help you: write to helpdesk@contoso.test. Your support code is {support}; please mention it.",
            await chat.PlayAsync("user: {code}"),
            StringComparison.Ordinal);
    }

    private static Chat Locked(string locale = "en-US")
    {
        var world = new TestWorld();
        world.Directory[FakeDirectory.Anna] = world.Directory[FakeDirectory.Anna] with { Locked = true };
        return new Chat(world, locale);
    }

    private static async Task SetAsync(Chat chat) =>
        Assert.IsType<ResetOutcome.Done>(await chat.World.SetAsync(await chat.OpenAsync(), "Blue-Kettle-77-x"));
}
