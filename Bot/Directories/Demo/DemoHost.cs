using SsprBot.Pages;
using SsprBot.Talk;

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

        app.Use(ToOneAddressAsync);
        app.MapDevPages();
        app.Lifetime.ApplicationStarted.Register(() => Introduce(app.Urls.First(), DirectoryServices.HasDemo(app.Configuration)));
    }

    // This machine has several names. The pictures and links of a chat work under the one that they are made from.
    private static Task ToOneAddressAsync(HttpContext context, RequestDelegate next)
    {
        var home = context.RequestServices.GetRequiredService<Places>().Home;
        if (context.Request.Path != "/" || context.Request.Host.Value == home.Authority)
        {
            return next(context);
        }

        context.Response.Redirect(home.AbsoluteUri);
        return Task.CompletedTask;
    }

    private static void Introduce(string address, bool hasPeople)
    {
        Console.WriteLine($"""

            SsprBot is ready. Open the chat:   {address}/
            The mails and texts it sends:      {address}/dev/inbox
            """);
        if (!hasPeople)
        {
            return;
        }

        Console.WriteLine($"""
            The people of Contoso:             {address}/dev/people
            Sign in with a new password:       {address}/dev/signin

            """);
        foreach (var person in DemoPeople.All)
        {
            Console.WriteLine($"  {person.Account.UserId,-26} {person.Situation}");
        }
    }
}
