using System.Runtime.CompilerServices;

namespace Microsoft.Bot.Builder.Dialogs;

internal static class Guard
{
    public static void NotEmpty(string value, [CallerArgumentExpression(nameof(value))] string name = null)
    {
        if (string.IsNullOrEmpty(value))
        {
            throw new ArgumentNullException(name);
        }
    }

    /// <summary>A token passed where an object is expected is a forgotten argument.</summary>
    public static void NotToken(object value, [CallerArgumentExpression(nameof(value))] string name = null)
    {
        if (value is CancellationToken)
        {
            throw new ArgumentException("A cancellation token was passed where a value belongs.", name);
        }
    }
}
