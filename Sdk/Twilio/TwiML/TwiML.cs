using System.Globalization;
using System.Xml.Linq;

namespace Twilio.TwiML;

/// <summary>An element of TwiML. What is put into it is escaped.</summary>
public abstract class TwiML
{
    private readonly XElement _element;

    protected TwiML(string tagName) => _element = new XElement(tagName);

    /// <summary>The whole document.</summary>
    public override string ToString() => $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>{_element.ToString(SaveOptions.DisableFormatting)}";

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
