namespace SsprBot.Settings;

/// <summary>How the host is reached. Section <c>Web</c>.</summary>
public sealed class WebSettings
{
    /// <summary>
    /// The address that people use, such as <c>https://reset.contoso.com</c>; links are made from it and from nothing that a request says.
    /// In Development it may be left out: then it is the first address that the host listens on.
    /// </summary>
    public Uri? PublicBaseUrl { get; init; }

    /// <summary>
    /// The addresses or networks of our own reverse proxies, such as <c>10.0.0.4</c> or <c>10.0.0.0/8</c>. What the last of them says about who asks
    /// (<c>X-Forwarded-For</c>, <c>X-Forwarded-Proto</c>) is believed; nobody else is.
    /// </summary>
    public IReadOnlyList<string> Proxies { get; init; } = [];

    /// <summary>The origins of pages that may show the chat in a frame; empty means none but our own.</summary>
    public IReadOnlyList<string> FrameAncestors { get; init; } = [];
}
