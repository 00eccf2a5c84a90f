using System.Text.Json.Nodes;

namespace SsprBot.Directories.Entra;

/// <summary>A user of the tenant, with what only the tenant knows.</summary>
internal sealed class GraphPerson(string userPrincipalName, string password)
{
    /// <summary>A registered method, a membership or an assignment, as Graph shows it.</summary>
    public static JsonObject Thing(string type, params (string Name, JsonNode? Value)[] members)
    {
        var thing = new JsonObject { ["@odata.type"] = $"#microsoft.graph.{type}" };
        foreach (var (name, value) in members)
        {
            thing[name] = value;
        }

        return thing;
    }

    public string Id { get; } = Guid.NewGuid().ToString("D");

    public string UserPrincipalName => userPrincipalName;

    public string Password { get; set; } = password;

    public DateTimeOffset PasswordSetAt { get; set; } = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    public string? Mail { get; init; }

    public bool Enabled { get; init; } = true;

    public string UserType { get; init; } = "Member";

    /// <summary>Synchronised from a directory of the organisation's own: the anchor and the user principal name there.</summary>
    public (string ImmutableId, string UserPrincipalName)? Synchronised { get; init; }

    public string? Language { get; init; }

    public List<JsonObject> Methods { get; } = [Thing("passwordAuthenticationMethod", ("id", "28c10230-6103-485e-b985-444c60001490"), ("password", null))];

    public List<JsonObject> MemberOf { get; } = [];

    public List<JsonObject> Assigned { get; } = [];

    public List<JsonObject> Eligible { get; } = [];

    public int Revoked { get; set; }

    public JsonObject ToJson() => new()
    {
        ["@odata.context"] = "https://graph.microsoft.com/v1.0/$metadata#users/$entity",
        ["id"] = Id,
        ["userPrincipalName"] = UserPrincipalName,
        ["displayName"] = "Anna Lima",
        ["mail"] = Mail,
        ["accountEnabled"] = Enabled,
        ["userType"] = UserType,
        ["lastPasswordChangeDateTime"] = PasswordSetAt.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture),
        ["onPremisesSyncEnabled"] = Synchronised is null ? null : true,
        ["onPremisesImmutableId"] = Synchronised?.ImmutableId,
        ["onPremisesUserPrincipalName"] = Synchronised?.UserPrincipalName,
        ["preferredLanguage"] = Language,
    };
}
