namespace SsprBot.Domain;

/// <summary>The lists that come with the product: several terms a line; a line that begins with # and a space is a heading.</summary>
internal static class ShippedTerms
{
    /// <param name="list">The file's path in the project, with dots.</param>
    public static List<string> Read(string list)
    {
        using var resource = typeof(ShippedTerms).Assembly.GetManifestResourceStream($"SsprBot.Domain.{list}")!;
        using var reader = new StreamReader(resource);
        var terms = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith("# ", StringComparison.Ordinal))
            {
                terms.AddRange(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            }
        }

        return terms;
    }
}
