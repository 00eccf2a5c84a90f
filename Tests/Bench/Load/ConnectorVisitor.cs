using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace SsprBot.Bench;

/// <summary>Somebody in a channel of Azure Bot Service: activities come from the Bot Connector, answers go to it.</summary>
internal sealed class ConnectorVisitor(HttpClient http, string userId, Outside outside) : IVisitor
{
    private readonly string _conversation = $"c-{userId}";
    private int _activities;

    public string UserId => userId;

    public Task<TimeSpan?> StartAsync(string greeting, CancellationToken ct) => PostAsync(
        new JsonObject { ["type"] = "conversationUpdate", ["membersAdded"] = new JsonArray(new JsonObject { ["id"] = userId }, new JsonObject { ["id"] = "bot" }) }, greeting, ct);

    public Task<TimeSpan?> SayAsync(string text, string answer, CancellationToken ct) => PostAsync(new JsonObject { ["type"] = "message", ["text"] = text }, answer, ct);

    public Task LeaveAsync(CancellationToken ct) => Task.CompletedTask;

    public void Dispose()
    {
    }

    private async Task<TimeSpan?> PostAsync(JsonObject activity, string answer, CancellationToken ct)
    {
        activity["id"] = $"{_activities++}";
        activity["timestamp"] = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        activity["channelId"] = "emulator";
        activity["serviceUrl"] = outside.ServiceUrl;
        activity["from"] = new JsonObject { ["id"] = userId };
        activity["conversation"] = new JsonObject { ["id"] = _conversation };
        activity["recipient"] = new JsonObject { ["id"] = "bot" };
        activity["locale"] = "en-US";
        using var content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json");
        var heard = outside.HearAsync(_conversation, answer);
        var began = Stopwatch.GetTimestamp();
        using var response = await http.PostAsync(new Uri("/api/messages", UriKind.Relative), content, ct);
        if (response.IsBusy())
        {
            return null;
        }

        await heard.WaitAsync(ct);
        return Stopwatch.GetElapsedTime(began);
    }
}
