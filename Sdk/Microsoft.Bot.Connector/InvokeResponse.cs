namespace Microsoft.Bot.Builder;

/// <summary>The HTTP response to an invoke activity.</summary>
public class InvokeResponse
{
    /// <summary>An HTTP status code.</summary>
    public int Status { get; set; }

    /// <summary>Written as JSON; no body when null.</summary>
    public object Body { get; set; }

    public bool IsSuccessStatusCode() => Status is >= 200 and <= 299;
}

public class InvokeResponse<T> : InvokeResponse
{
    public new T Body
    {
        get => (T)base.Body;
        set => base.Body = value;
    }
}
