using System.Globalization;
using System.Xml.Linq;

namespace Twilio.TwiML;

/// <summary>An element of TwiML. What is put into it is escaped.</summary>
public abstract class TwiML
{
    private readonly XElement _element;

    // With a text, though an empty one, an element is closed by a tag of its own, as the published package writes it.
    protected TwiML(string tagName) => _element = new XElement(tagName, "");

    /// <summary>The whole document. It hides <see cref="object.ToString"/> and does not override it: in an interpolated string stands the name of the type.</summary>
    public string ToString(SaveOptions formattingOptions = SaveOptions.None) =>
        $"<?xml version=\"1.0\" encoding=\"utf-8\"?>{(formattingOptions is SaveOptions.DisableFormatting ? "" : "\n")}{_element.ToString(formattingOptions).ReplaceLineEndings("\n")}";

    internal static string Address(Uri uri) => uri is { IsAbsoluteUri: true } ? uri.AbsoluteUri : uri?.OriginalString;

    internal void Set(string name, object value)
    {
        if (value is not null)
        {
            _element.SetAttributeValue(name, Convert.ToString(value, CultureInfo.InvariantCulture));
        }
    }

    internal void Write(string text)
    {
        if (text is not null)
        {
            _element.Add(new XText(text));
        }
    }

    internal void Add(TwiML child) => _element.Add(child._element);
}
