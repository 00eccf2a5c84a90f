using SsprBot.Domain;

namespace SsprBot.Directories.Demo;

/// <summary>One of the people of the demo organisation.</summary>
/// <param name="Situation">What this person shows, in one line.</param>
/// <param name="Password">The password before anybody changed it.</param>
public sealed record DemoAccount(Account Account, string Situation, string Password);

/// <summary>The people of Contoso, the demo organisation.</summary>
public static class DemoPeople
{
    private static readonly DateTimeOffset LongAgo = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<DemoAccount> All { get; } =
    [
        Person("anna.lima", "Anna Lima", "Two ways to prove who she is: alternate email and mobile phone. The ordinary reset.", "Autumn-Leaves-27")
            .With(Email("anna.lima@example.net"), Mobile("+14255550101")),
        Person("ben.okafor", "Ben Okafor", "His account is locked after too many wrong passwords. A reset unlocks it too.", "Quiet-Harbour-31")
            .With(Email("ben.okafor@example.net"), Mobile("+14255550102"))
            .As(account => account with { Locked = true }),
        Person("carla.jansen", "Carla Jansen", "Speaks Dutch: her mails and texts are in Dutch, whatever the chat speaks.", "Blauwe-Fiets-48")
            .With(Email("carla.jansen@example.net"), Mobile("+14255550103"))
            .As(account => account with { Language = "nl" }),
        Person("david.kim", "David Kim", "Must change his password at the next sign-in.", "Paper-Lantern-52")
            .With(Email("david.kim@example.net"), Mobile("+14255550104"))
            .As(account => account with { MustChangePassword = true }),
        Person("emma.novak", "Emma Novak", "Has registered nothing: she can only be led to a person.", "Copper-Kettle-63"),
        Person("farid.aziz", "Farid Aziz", "An administrator: excluded from self-service.", "Granite-Bridge-74")
            .With(Email("farid.aziz@example.net"), Mobile("+14255550106"))
            .As(account => account with { Privileged = true }),
        Person("grace.muller", "Grace Muller", "Her account is disabled.", "Silver-Thimble-85")
            .With(Email("grace.muller@example.net"), Mobile("+14255550107"))
            .As(account => account with { Enabled = false }),
        Person("hugo.martin", "Hugo Martin", "Only one way to prove who he is: enough when the policy asks for one gate, too little for two.", "Velvet-Compass-96")
            .With(Email("hugo.martin@example.net")),
        Person("ines.costa", "Ines Costa", "Five contact points: she chooses among several methods.", "Winter-Orchard-19")
            .With(
                Email("ines.costa@example.net"),
                new ContactPoint(ContactKind.AuthenticationEmail, "ines@example.org"),
                Mobile("+14255550109"),
                new ContactPoint(ContactKind.AuthenticationPhone, "+14255550119"),
                new ContactPoint(ContactKind.OfficePhone, "+14255550129")),
    ];

    private static DemoAccount Person(string name, string displayName, string situation, string password) =>
        new(new Account($"demo-{name}", $"{name}@contoso.test", displayName, $"{name}@contoso.test", LongAgo), situation, password);

    private static DemoAccount With(this DemoAccount person, params IReadOnlyList<ContactPoint> contacts) =>
        person.As(account => account with { ContactPoints = contacts });

    private static DemoAccount As(this DemoAccount person, Func<Account, Account> change) => person with { Account = change(person.Account) };

    private static ContactPoint Email(string address) => new(ContactKind.AlternateEmail, address);

    private static ContactPoint Mobile(string number) => new(ContactKind.MobilePhone, number);
}
