using SsprBot.Domain;
using SsprBot.Host;
using SsprBot.Pages;
using SsprBot.Storage;

namespace SsprBot.Abuse;

/// <summary>The way to the secure page of a host that is attacked.</summary>
internal static class AttackedPages
{
    public const string Good = "Blue-Kettle-77-x";

    /// <summary>Goes from the greeting to the link.</summary>
    /// <param name="name">One of the demo organisation who has a mail address and a mobile phone, as in <c>anna.lima</c>.</param>
    public static async Task<IssuedLink> ToTheLinkAsync(this AttackedHost attacked, ChatPerson person, string name = "anna.lima", string phone = AttackedHost.AnnasPhone) =>
        Issued(await attacked.ToTheLinkAsync(person, $"{name}@contoso.test", $"{name}@example.net", phone));

    /// <summary>Goes from the greeting to the page for a new password.</summary>
    public static async Task<PageVisitor> ToThePageAsync(this AttackedHost attacked, string name = "anna.lima", string phone = AttackedHost.AnnasPhone)
    {
        var visitor = new PageVisitor(attacked.Host.Address);
        await visitor.OpenAsync(await attacked.ToTheLinkAsync(await attacked.VisitorAsync(), name, phone));
        return visitor;
    }

    public static IssuedLink LinkIn(string said) => Issued(ChatPerson.LinkIn(said));

    /// <summary>Sends a form that was shown before, with a password.</summary>
    public static Task<Seen> SendAsync(this PageVisitor page, Seen form, string password) =>
        page.SubmitAsync("/password", form, ("new-password", password), ("repeat-password", password));

    public static string PathOf(this IssuedLink link) => $"/r/{link.Token}";

    /// <summary>What was audited, the newest first.</summary>
    public static async Task<IReadOnlyList<AuditEvent>> EventsAsync(this AttackedHost attacked) =>
        await attacked.Get<IAuditReader>().NewestFirstAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, CancellationToken.None).Select(line => line.Event).ToListAsync();

    private static IssuedLink Issued((string Path, string PageCode) link) => new(link.Path["/r/".Length..], link.PageCode, TimeSpan.Zero);
}
