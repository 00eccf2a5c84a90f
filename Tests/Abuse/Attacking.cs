using System.Globalization;
using SsprBot.Domain;
using SsprBot.Host;
using SsprBot.Pages.Dev;
using SsprBot.Storage;
using SsprBot.World;
using Xunit;

namespace SsprBot.Abuse;

/// <summary>What attacks on codes and limits have in common.</summary>
internal static class Attacking
{
    public const string ByMail = "Email my alternate email";
    public const string ByText = "Text my mobile phone";
    public const string ByCall = "Call my mobile phone";
    public const string WrongCode = "That is not the code.";
    public const string NotVerified = "I could not verify you here.";
    public const string Right = "Thank you, that is right.";
    public const string ItIsYou = "Thank you, it is you.";
    public const string SwitchedOff = "Password help is switched off for the moment.";
    public const string NewPassword = "Violet-Umbrella-93-q";

    /// <summary>Goes to the choice of methods.</summary>
    public static async Task<string> AsksForAsync(this ChatPerson person, string userId, string goal = "I forgot my password")
    {
        await person.SayAsync("start over");
        await person.SayAsync(goal);
        return await person.SayAsync(userId);
    }

    /// <summary>Goes to the choice of methods, and has a code mailed.</summary>
    /// <returns>The code.</returns>
    public static async Task<string> MailedAsync(this AttackedHost host, ChatPerson person, string userId, string mail, string goal = "I forgot my password")
    {
        await person.AsksForAsync(userId, goal);
        return await host.SentAsync(mail, () => person.SayAsync(ByMail));
    }

    /// <summary>Has a code texted.</summary>
    public static async Task<string> TextedAsync(this AttackedHost host, ChatPerson person, string phone, string method = ByText)
    {
        await person.SayAsync(method);
        return await host.SentAsync(phone, () => person.SayAsync(phone));
    }

    /// <summary>Goes from the greeting to the link of the secure page, as whoever reads both codes can.</summary>
    public static async Task<(string Path, string PageCode)> ToTheLinkAsync(this AttackedHost host, ChatPerson person, string userId, string mail, string phone)
    {
        await person.SayAsync(await host.MailedAsync(person, userId, mail));
        return ChatPerson.LinkIn(await person.SayAsync(await host.TextedAsync(person, phone)));
    }

    /// <summary>Resets a password from the greeting to the end.</summary>
    /// <returns>The last page.</returns>
    public static async Task<string> ResetAsync(this AttackedHost host, ChatPerson person, string userId, string mail, string phone, string password = NewPassword)
    {
        var (path, pageCode) = await host.ToTheLinkAsync(person, userId, mail, phone);
        using var page = new SecurePage(host.Host.Address);
        await page.OpenAsync(path, pageCode);
        return await page.SetAsync(password);
    }

    /// <summary>Gets into the recovery options by the current password.</summary>
    public static async Task<string> RegistersAsync(this AttackedHost host, ChatPerson person, string userId, string password)
    {
        var (path, pageCode) = ChatPerson.LinkIn(await person.AsksForAsync(userId, "Set up my recovery options"));
        using var page = new SecurePage(host.Host.Address);
        await page.OpenAsync(path, pageCode);
        await page.ProveAsync(password);
        return await person.HearAsync();
    }

    /// <summary>Registers a contact point, from within the recovery options.</summary>
    /// <returns>The code that confirmed it.</returns>
    public static async Task<string> RegisterAsync(this AttackedHost host, ChatPerson person, string option, string contact)
    {
        await person.SayAsync(option);
        var code = await host.SentAsync(contact, () => person.SayAsync(contact));
        Assert.StartsWith("Thank you, that is registered.", await person.SayAsync(code), StringComparison.Ordinal);
        return code;
    }

    /// <summary>Does something that a code is sent for.</summary>
    /// <returns>The code, which came to the address.</returns>
    public static async Task<string> SentAsync(this AttackedHost host, string to, Func<Task> ask)
    {
        var before = (await host.InboxAsync(to)).Select(item => item.Id).ToHashSet();
        await ask();
        return await Waiting.ForAsync(
            async () => (await host.InboxAsync(to)).Where(item => !before.Contains(item.Id)).Select(item => CodeIn(item.Text)).FirstOrDefault(code => code is not null),
            $"No code came to {to}.");
    }

    /// <summary>Does something that messages may be sent for, and waits until all have left.</summary>
    /// <returns>Those that came to the address.</returns>
    public static async Task<IReadOnlyList<string>> AllThatComesAsync(this AttackedHost host, string to, Func<Task> act)
    {
        await host.AllSentAsync();
        var before = (await host.InboxAsync(to)).Select(item => item.Id).ToHashSet();
        await act();
        await host.AllSentAsync();
        return [.. (await host.InboxAsync(to)).Where(item => !before.Contains(item.Id)).Select(item => item.Text)];
    }

    /// <summary>All that has come to an address.</summary>
    public static async Task<IReadOnlyList<InboxItem>> InboxAsync(this AttackedHost host, string to) =>
        [.. (await host.Get<IInbox>().ReadAsync(CancellationToken.None)).Where(item => item.To == to)];

    /// <summary>Waits until all that was to be sent has left.</summary>
    public static Task AllSentAsync(this AttackedHost host)
    {
        var outbox = RecordShapes.Outbox(host.Get<IRecords>());
        return Waiting.UntilAsync(async () => !await outbox.ListAsync(CancellationToken.None).AnyAsync(), "Something is still to be sent.");
    }

    /// <summary>The reasons in the audit of the last day, the newest first.</summary>
    public static async Task<IReadOnlyList<string>> AuditedAsync(this AttackedHost host)
    {
        var now = host.Time.GetUtcNow();
        return await host.Get<IAuditReader>().NewestFirstAsync(now.AddHours(-24), now.AddSeconds(1), CancellationToken.None).Select(line => line.Event.Reason).ToArrayAsync();
    }

    public static Task<bool> CanSignInAsync(this AttackedHost host, string userId, string password) =>
        host.Get<IDemoPeople>().TrySignInAsync(userId, password, CancellationToken.None);

    /// <summary>Another code of the same length.</summary>
    public static string Not(string code) => ((long.Parse(code, CultureInfo.InvariantCulture) + 1) % (long)Math.Pow(10, code.Length)).ToString($"D{code.Length}", CultureInfo.InvariantCulture);

    public static string? CodeIn(string text) => text.Split(' ', '\n').FirstOrDefault(word => word.Length is 6 or 8 && word.All(char.IsAsciiDigit));
}
