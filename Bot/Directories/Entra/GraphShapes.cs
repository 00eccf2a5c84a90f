using System.Text.Json;
using System.Text.Json.Serialization;

namespace SsprBot.Directories.Entra;

/// <summary>The part of a user that is read (https://learn.microsoft.com/graph/api/resources/user).</summary>
internal sealed record GraphUser(
    string Id,
    string UserPrincipalName,
    string? DisplayName = null,
    string? Mail = null,
    bool? AccountEnabled = null,
    string? UserType = null,
    DateTimeOffset? LastPasswordChangeDateTime = null,
    bool? OnPremisesSyncEnabled = null,
    string? OnPremisesImmutableId = null,
    string? OnPremisesUserPrincipalName = null,
    string? PreferredLanguage = null)
{
    /// <summary>The names of these members.</summary>
    public const string Select =
        "id,userPrincipalName,displayName,mail,accountEnabled,userType,lastPasswordChangeDateTime,onPremisesSyncEnabled,onPremisesImmutableId,onPremisesUserPrincipalName,preferredLanguage";

    public override string ToString() => $"({Id})";
}

/// <summary>One of several things that Graph tells apart by <c>@odata.type</c>: groups and roles, authentication methods.</summary>
internal sealed record GraphThing(
    [property: JsonPropertyName("@odata.type")] string? Type = null,
    string? Id = null,
    string? DisplayName = null,
    bool? IsAssignableToRole = null,
    string? PhoneNumber = null,
    string? PhoneType = null,
    string? EmailAddress = null)
{
    public override string ToString() => $"({Type})";
}

/// <param name="NextLink">Where more of it is; null where this is all.</param>
internal sealed record GraphPage<T>(IReadOnlyList<T> Value, [property: JsonPropertyName("@odata.nextLink")] string? NextLink = null);

internal sealed record GraphErrorBody(GraphError? Error = null);

internal sealed record GraphError(string? Code = null, string? Message = null, IReadOnlyList<GraphError>? Details = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(GraphUser))]
[JsonSerializable(typeof(GraphPage<GraphUser>))]
[JsonSerializable(typeof(GraphPage<GraphThing>))]
[JsonSerializable(typeof(GraphErrorBody))]
internal sealed partial class GraphShapes : JsonSerializerContext;
