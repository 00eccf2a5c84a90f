using System.Net;
using System.Text.Json;
using Twilio.Base;
using Twilio.Clients;
using Twilio.Exceptions;
using Twilio.Http;

namespace Twilio.Rest.Api.V2010.Account;

/// <summary>How a resource of an account is made: a POST to its list.</summary>
internal static class Creation
{
    public static async Task<Dictionary<string, JsonElement>> CreateAsync<T>(string list, string pathAccountSid, IOptions<T> options, ITwilioRestClient client)
        where T : Resource
    {
        if (client is null)
        {
            throw new AuthenticationException("A client is needed.");
        }

        var path = $"/2010-04-01/Accounts/{WebUtility.UrlEncode(pathAccountSid ?? client.AccountSid)}/{list}.json";
        var response = await client.RequestAsync(new Request(Http.HttpMethod.Post, Domain.Api, path, postParams: options.GetParams())).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(response.Content) ?? [];
        }
        catch (JsonException unreadable)
        {
            throw new ApiException("The answer could not be read.", unreadable);
        }
    }

    public static string Text(this Dictionary<string, JsonElement> answer, string name) =>
        answer.TryGetValue(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
