using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SsprBot.Senders.Twilio;
using SsprBot.Settings;

namespace SsprBot.Doctor;

/// <summary>Asks Twilio's REST API what belongs to the account (https://www.twilio.com/docs/iam/api/account, /phone-numbers/api/incomingphonenumber-resource, /messaging/api/service-resource).</summary>
internal sealed class TwilioQuestions(IHttpClientFactory http, TwilioSettings settings)
{
    private string Account => $"https://api.twilio.com/2010-04-01/Accounts/{settings.AccountSid}";

    // API keys of the usual kind may not read the account itself.
    public Task<(HttpStatusCode Status, JsonElement Answer)> AccountAsync(CancellationToken ct) => AskAsync($"{Account}.json", settings.AccountSid, settings.AuthToken, ct);

    public Task<(HttpStatusCode Status, JsonElement Answer)> MessagingServiceAsync(CancellationToken ct) =>
        AskAsync($"https://messaging.twilio.com/v1/Services/{settings.MessagingServiceSid}", ct);

    /// <returns>Undefined where the account has no such number.</returns>
    public async Task<(HttpStatusCode Status, JsonElement Number)> NumberAsync(string number, CancellationToken ct)
    {
        var (status, answer) = await AskAsync($"{Account}/IncomingPhoneNumbers.json?PhoneNumber={Uri.EscapeDataString(number)}", ct);
        var numbers = answer.ValueKind is JsonValueKind.Object && answer.TryGetProperty("incoming_phone_numbers", out var list) && list.ValueKind is JsonValueKind.Array
            ? list.EnumerateArray().Where(one => one.Text("phone_number") == number)
            : [];
        return (status, numbers.FirstOrDefault());
    }

    private Task<(HttpStatusCode Status, JsonElement Answer)> AskAsync(string address, CancellationToken ct) => settings.ApiKeySid.Length > 0
        ? AskAsync(address, settings.ApiKeySid, settings.ApiKeySecret, ct)
        : AskAsync(address, settings.AccountSid, settings.AuthToken, ct);

    private async Task<(HttpStatusCode Status, JsonElement Answer)> AskAsync(string address, string name, string secret, CancellationToken ct)
    {
        using var client = http.CreateClient(TwilioAccount.Texts);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{secret}")));
        using var response = await client.SendAsync(request, ct);
        if (response.StatusCode is not HttpStatusCode.OK)
        {
            return (response.StatusCode, default);
        }

        using var document = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(ct), default, ct);
        return (response.StatusCode, document.RootElement.Clone());
    }
}

internal static class TwilioAnswers
{
    /// <returns>Empty where there is none.</returns>
    public static string Text(this JsonElement answer, string name) =>
        answer.ValueKind is JsonValueKind.Object && answer.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString()! : "";
}
