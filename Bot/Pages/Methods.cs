namespace SsprBot.Pages;

internal static class Methods
{
    /// <summary>Reading changes nothing: link scanners and previews do it unasked.</summary>
    public static readonly string[] Read = ["GET", "HEAD"];
}
