using System.Net;
using System.Text;

namespace SsprBot.Channels.Twilio;

/// <summary>
/// A form that Twilio posts, read strictly: its signature does not say where one field ends and the next begins, so each name stands in it once.
/// </summary>
internal sealed class TwilioForm
{
    private const int MaxFields = 64;

    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);

    private TwilioForm()
    {
    }

    public IDictionary<string, string> Fields => _fields;

    /// <summary>Empty where there is no such field.</summary>
    public string this[string name] => _fields.GetValueOrDefault(name, "");

    /// <returns>Null when it is no such form.</returns>
    public static TwilioForm? Read(ReadOnlySpan<byte> body)
    {
        var form = new TwilioForm();
        var pairs = Encoding.UTF8.GetString(body).Split('&');
        return pairs.Length <= MaxFields && pairs.All(form.TryAdd) ? form : null;
    }

    private bool TryAdd(string pair) =>
        pair.IndexOf('=', StringComparison.Ordinal) is > 0 and var end && _fields.TryAdd(WebUtility.UrlDecode(pair[..end]), WebUtility.UrlDecode(pair[(end + 1)..]));
}
