namespace Twilio.Base;

/// <summary>What an operation is told.</summary>
public interface IOptions<T>
    where T : Resource
{
    /// <summary>As fields of a form; what is not set is left out.</summary>
    List<KeyValuePair<string, string>> GetParams();
}
