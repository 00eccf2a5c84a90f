using SsprBot.Domain;
using SsprBot.Host;
using SsprBot.Pages;
using SsprBot.Pages.Dev;
using SsprBot.Storage;
using SsprBot.World;

namespace SsprBot.Abuse;

/// <summary>The way to the secure page of a host that is attacked.</summary>
internal static class AttackedPages
{
    public const string Good = "Blue-Kettle-77-x";

    /// <summary>Goes from the greeting to the link.</summary>
    /// <param name="name">One of the demo organisation who has a mail address and a mobile phone, as in <c>anna.lima</c>.</param>
    public static async Task<IssuedLink> ToTheLinkAsync(this AttackedHost attacked, ChatPerson person, string name = "anna.lima", string phone = AttackedHost.AnnasPhone)
    {
        await person.SayAsync("I forgot my password");
        await person.SayAsync($"{name}@contoso.test");
        await person.SayAsync(await attacked.CodeAsync($"{name}@example.net", () => person.SayAsync("Email my alternate email")));
        await person.SayAsync("Text my mobile phone");
        return LinkIn(await person.SayAsync(await attacked.CodeAsync(phone, () => person.SayAsync(phone))));
    }

    /// <summary>Goes from the greeting to the page for a new password.</summary>
    public static async Task<PageVisitor> ToThePageAsync(this AttackedHost attacked, string name = "anna.lima", string phone = AttackedHost.AnnasPhone)
    {
        var visitor = new PageVisitor(attacked.Host.Address);
        await visitor.OpenAsync(await attacked.ToTheLinkAsync(await attacked.VisitorAsync(), name, phone));
        return visitor;
    }

    /// <summary>The code that comes of what is done, though others came before.</summary>
    public static async Task<string> CodeAsync(this AttackedHost attacked, string to, Func<Task> ask)
    {
        var before = await ReadAsync();
        await ask();
        await Waiting.UntilAsync(async () => await ReadAsync() > before, $"Nothing came to {to}.");
        return await attacked.Host.CodeToAsync(to);

        async Task<int> ReadAsync() => (await attacked.Get<IInbox>().ReadAsync(CancellationToken.None)).Count(item => item.To == to);
    }

    public static IssuedLink LinkIn(string said)
    {
        var (path, pageCode) = ChatPerson.LinkIn(said);
        return new IssuedLink(path["/r/".Length..], pageCode, TimeSpan.Zero);
    }

    /// <summary>Sends a form that was shown before, with a password.</summary>
    public static Task<Seen> SendAsync(this PageVisitor page, Seen form, string password) =>
        page.SubmitAsync("/password", form, ("new-password", password), ("repeat-password", password));

    public static string PathOf(this IssuedLink link) => $"/r/{link.Token}";

    /// <summary>What was audited, the newest first.</summary>
    public static async Task<IReadOnlyList<AuditEvent>> AuditedAsync(this AttackedHost attacked) =>
        await attacked.Get<IAuditReader>().NewestFirstAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, CancellationToken.None).Select(line => line.Event).ToListAsync();

    public static Task<bool> SignsInAsync(this AttackedHost attacked, string password, string userId = AttackedHost.Anna) =>
        attacked.Get<IDemoPeople>().TrySignInAsync(userId, password, CancellationToken.None);
}
