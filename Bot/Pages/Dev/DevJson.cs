using System.Text.Json.Serialization;

namespace SsprBot.Pages.Dev;

internal sealed record SignInAnswer(string UserId, bool SignedIn);

/// <summary>What a program presses in a call.</summary>
internal sealed record KeysPressed(string? Keys);

/// <param name="Answer">Such as <c>confirmed</c>, <c>notConfirmed</c>, <c>denied</c> or <c>over</c>.</param>
internal sealed record KeysAnswer(string Id, string Answer);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<DemoPerson>))]
[JsonSerializable(typeof(IReadOnlyList<InboxItem>))]
[JsonSerializable(typeof(SignInAnswer))]
[JsonSerializable(typeof(KeysPressed))]
[JsonSerializable(typeof(KeysAnswer))]
internal sealed partial class DevJson : JsonSerializerContext;
