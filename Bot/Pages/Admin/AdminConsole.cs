using SsprBot.Talk;

namespace SsprBot.Pages.Admin;

/// <summary>Prints the one-time link where the host runs: whoever reads that may administer it.</summary>
internal sealed class AdminConsole(AdminLink link, Places places)
{
    public void PrintLink() => Console.WriteLine($"The admin area, once:              {places.Home.GetLeftPart(UriPartial.Authority)}{link.New()}");
}
