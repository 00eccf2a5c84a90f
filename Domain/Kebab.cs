using System.Text;

namespace SsprBot.Domain;

/// <summary>The spelling of reason codes.</summary>
internal static class Kebab
{
    public static string Of(Enum value)
    {
        var words = new StringBuilder();
        foreach (var letter in value.ToString())
        {
            words.Append(char.IsUpper(letter) && words.Length > 0 ? "-" : "").Append(char.ToLowerInvariant(letter));
        }

        return words.ToString();
    }
}
