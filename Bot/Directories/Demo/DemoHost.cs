using SsprBot.Pages;

namespace SsprBot.Directories.Demo;

/// <summary>What only the demo has: its pages, and the list of its people at start.</summary>
public static class DemoHost
{
    public static void MapDemo(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            return;
        }

        app.MapDevPages();
        app.Lifetime.ApplicationStarted.Register(() => Introduce(app.Urls.First()));
    }

    private static void Introduce(string address)
    {
        Console.WriteLine($"""

            SsprBot is ready. Open the chat:   {address}/
            The mails and texts it sends:      {address}/dev/inbox
            The people of Contoso:             {address}/dev/people
            Sign in with a new password:       {address}/dev/signin

            """);
        foreach (var person in DemoPeople.All)
        {
            Console.WriteLine($"  {person.Account.UserId,-26} {person.Situation}");
        }
    }
}
