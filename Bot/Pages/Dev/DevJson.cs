using System.Text.Json.Serialization;

namespace SsprBot.Pages.Dev;

internal sealed record SignInAnswer(string UserId, bool SignedIn);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<DemoPerson>))]
[JsonSerializable(typeof(IReadOnlyList<InboxItem>))]
[JsonSerializable(typeof(SignInAnswer))]
internal sealed partial class DevJson : JsonSerializerContext;
