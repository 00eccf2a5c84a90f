namespace Twilio.Types;

/// <summary>What a call is to do, as an XML document of at most 4000 characters.</summary>
public class Twiml
{
    private readonly string _document;

    public Twiml(string twiml) => _document = twiml;

    public static implicit operator Twiml(string value) => new(value);

    public override string ToString() => _document;
}
