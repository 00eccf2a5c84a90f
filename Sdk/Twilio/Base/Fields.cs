namespace Twilio.Base;

/// <summary>Gathers the fields of a form that are set.</summary>
internal sealed class Fields
{
    public List<KeyValuePair<string, string>> All { get; } = [];

    public Fields Add(string name, object value)
    {
        if (value is not null)
        {
            All.Add(KeyValuePair.Create(name, value is Uri uri ? uri.AbsoluteUri : value.ToString()));
        }

        return this;
    }

    public Fields AddEach(string name, IEnumerable<string> values)
    {
        foreach (var value in values ?? [])
        {
            Add(name, value);
        }

        return this;
    }
}
