using System.Net;
using Twilio.Rest;

namespace Twilio.Http;

/// <summary>One request of the API, before it is sent.</summary>
public class Request
{
    private readonly Domain _domain;
    private readonly string _path;

    /// <param name="uri">The path, such as <c>/2010-04-01/Accounts/AC…/Messages.json</c>.</param>
    public Request(
        HttpMethod method, Domain domain, string uri, string region = null, List<KeyValuePair<string, string>> postParams = null, string edge = null)
    {
        Method = method;
        _domain = domain;
        _path = uri;
        Region = region;
        PostParams = postParams ?? [];
        Edge = edge;
    }

    public HttpMethod Method { get; }

    public string Region { get; set; }

    public string Edge { get; set; }

    public string Username { get; set; }

    public string Password { get; set; }

    public List<KeyValuePair<string, string>> PostParams { get; }

    public void SetAuth(string username, string password)
    {
        Username = username;
        Password = password;
    }

    /// <summary>The host is <c>product[.edge][.region].twilio.com</c>; an edge alone goes with region us1.</summary>
    public Uri ConstructUrl()
    {
        var region = Region ?? (Edge is null ? null : "us1");
        string[] host = [$"{_domain}", Edge, region, "twilio.com"];
        return new Uri($"https://{string.Join('.', host.Where(label => label is not null))}{_path}");
    }

    /// <summary>The body: <c>application/x-www-form-urlencoded</c>, UTF-8.</summary>
    public string EncodePostParams() =>
        string.Join('&', PostParams.Select(param => $"{WebUtility.UrlEncode(param.Key)}={WebUtility.UrlEncode(param.Value)}"));
}
