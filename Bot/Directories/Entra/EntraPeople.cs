using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using SsprBot.Domain;

namespace SsprBot.Directories.Entra;

/// <summary>Reads people and what belongs to them.</summary>
internal sealed partial class EntraPeople(string name, EntraSettings settings, Graph graph, ILogger<EntraPeople> log)
{
    private const string GroupType = "#microsoft.graph.group";

    /// <summary>Nobody is in more groups than pages of 999 hold.</summary>
    private const int MostPages = 10;

    /// <returns>The one who has the user ID; null where nobody has, or more than one; the answer that it failed with otherwise.</returns>
    public async Task<(GraphUser? User, bool IsDown)> FindAsync(string userId, CancellationToken ct)
    {
        if (!UserId().IsMatch(userId))
        {
            return (null, false);
        }

        if (!settings.FindByMail)
        {
            var (user, isDown) = await ReadAsync(userId, ct);
            return (user is { } found && found.UserPrincipalName.Equals(userId, StringComparison.OrdinalIgnoreCase) ? found : null, isDown);
        }

        var quoted = userId.Replace("'", "''", StringComparison.Ordinal);
        var filter = Uri.EscapeDataString($"userPrincipalName eq '{quoted}' or mail eq '{quoted}'");
        return await graph.GetAsync($"users?$filter={filter}&$select={GraphUser.Select}&$top=2", ct) switch
        {
            GraphAnswer.Done done => OneOf(Read(done, GraphShapes.Default.GraphPageGraphUser)),
            var failed => (null, IsNotTold(failed)),
        };
    }

    /// <param name="key">The object id or the user principal name.</param>
    public async Task<(GraphUser? User, bool IsDown)> ReadAsync(string key, CancellationToken ct) =>
        await graph.GetAsync($"users/{Uri.EscapeDataString(key)}?$select={GraphUser.Select}", ct) switch
        {
            GraphAnswer.Done done => Read(done, GraphShapes.Default.GraphUser) is { } user ? (user, false) : (null, true),
            GraphAnswer.Refused { Status: HttpStatusCode.NotFound } => (null, false),
            var failed => (null, IsNotTold(failed)),
        };

    private static (GraphUser? User, bool IsDown) OneOf(GraphPage<GraphUser>? page) => page switch
    {
        { Value: [var only], NextLink: null } => (only, false),
        null => (null, true),
        _ => (null, false),
    };

    /// <returns>Null when it cannot be read now.</returns>
    public async Task<Account?> AccountOfAsync(GraphUser user, CancellationToken ct)
    {
        var (contacts, rights) = (ContactsAsync(user.Id, ct), RightsAsync(user.Id, ct));
        return await contacts is { } points && await rights is var (groups, isPrivileged)
            ? new Account(user.Id, user.UserPrincipalName, user.DisplayName ?? "", user.Mail ?? user.UserPrincipalName, user.LastPasswordChangeDateTime ?? DateTimeOffset.UnixEpoch)
            {
                Enabled = user.AccountEnabled is true,
                Privileged = isPrivileged,
                Groups = groups,
                ContactPoints = points,
                Language = user.PreferredLanguage,
            }
            : null;
    }

    /// <summary>The groups by their ids, as anybody may give a group any name; and whether somebody has rights, or it cannot be said that not.</summary>
    /// <returns>Null when it cannot be read now.</returns>
    public async Task<(IReadOnlyList<string> Groups, bool IsPrivileged)?> RightsAsync(string id, CancellationToken ct)
    {
        var lookups = await Task.WhenAll(
            ListAsync($"users/{id}/transitiveMemberOf?$top=999", "groups and roles", ct),
            ListAsync($"roleManagement/directory/roleAssignments?$filter=principalId%20eq%20'{id}'", "roles", ct),
            settings.EligibleRoles
                ? ListAsync($"roleManagement/directory/roleEligibilitySchedules?$filter=principalId%20eq%20'{id}'", "eligible roles", ct)
                : Task.FromResult<Listed?>(new Listed([], true)));
        if (lookups is not [{ } member, { } assigned, { } eligible])
        {
            return null;
        }

        // A group whose name is not told may be one with rights.
        var isPrivileged = !member.IsWhole || !assigned.IsWhole || !eligible.IsWhole
            || assigned.Things.Count > 0 || eligible.Things.Count > 0
            || member.Things.Any(thing => thing.Type is "#microsoft.graph.directoryRole" or null || (thing.Type is GroupType && (thing.IsAssignableToRole is true || thing.DisplayName is null)));
        return ([.. member.Things.Where(thing => thing is { Type: GroupType, Id: not null }).Select(thing => thing.Id!)], isPrivileged);
    }

    private async Task<IReadOnlyList<ContactPoint>?> ContactsAsync(string id, CancellationToken ct) =>
        (await ListAsync($"users/{id}/authentication/methods", "authentication methods", ct))?.Things.Select(ContactOf).OfType<ContactPoint>().ToArray();

    private static ContactPoint? ContactOf(GraphThing method) => method switch
    {
        { Type: "#microsoft.graph.emailAuthenticationMethod", EmailAddress: { } address } => new ContactPoint(ContactKind.AuthenticationEmail, address),
        { Type: "#microsoft.graph.phoneAuthenticationMethod", PhoneNumber: { } number } when Plain(number) is { } whole => method.PhoneType switch
        {
            "mobile" => new ContactPoint(ContactKind.MobilePhone, whole),
            "alternateMobile" => new ContactPoint(ContactKind.AuthenticationPhone, whole),
            "office" => new ContactPoint(ContactKind.OfficePhone, whole),
            _ => null,
        },
        _ => null,
    };

    // +1 4255550100; a number with an extension, or with digits that are not shown, can be used for nothing.
    private static string? Plain(string number) => number.Replace(" ", "", StringComparison.Ordinal) is var digits && Number().IsMatch(digits) ? digits : null;

    /// <returns>Null when it cannot be read now; what may not be read is not whole.</returns>
    private async Task<Listed?> ListAsync(string path, string what, CancellationToken ct)
    {
        var things = new List<GraphThing>();
        for (var pages = 0; pages < MostPages; pages++)
        {
            var answer = await graph.GetAsync(path, ct);
            if (answer is not GraphAnswer.Done done)
            {
                return IsAnswered(answer, what) ? new Listed(things, IsWhole: false) : null;
            }

            if (Read(done, GraphShapes.Default.GraphPageGraphThing) is not { } read)
            {
                return null;
            }

            things.AddRange(read.Value);
            if (read.NextLink is not { } next)
            {
                return new Listed(things, IsWhole: true);
            }

            path = next;
        }

        return new Listed(things, IsWhole: false);
    }

    // Where nobody can be looked up, nobody is told that there is nobody.
    private bool IsNotTold(GraphAnswer failed) => !IsAnswered(failed, "users") || failed is GraphAnswer.Refused { Status: HttpStatusCode.Forbidden };

    /// <summary>Whether Graph said no: that will be so the next time too.</summary>
    private bool IsAnswered(GraphAnswer failed, string what)
    {
        if (failed is not GraphAnswer.Refused refused)
        {
            return false;
        }

        log.MayNotRead(name, what, (int)refused.Status, refused.Code);
        return true;
    }

    /// <returns>Null where it is not understood.</returns>
    private T? Read<T>(GraphAnswer.Done done, JsonTypeInfo<T> shape)
        where T : class
    {
        try
        {
            if (done.Body.ValueKind is JsonValueKind.Object && done.Body.Deserialize(shape) is { } read)
            {
                return read;
            }
        }
        catch (JsonException)
        {
            // It is told below, as for any other shape.
        }

        log.NotUnderstood(name);
        return null;
    }

    // "Users' user principal names": these characters, and no others.
    [GeneratedRegex("^[A-Za-z0-9'._!#^~+-]+@[A-Za-z0-9.-]+$")]
    private static partial Regex UserId();

    [GeneratedRegex("^\\+[1-9][0-9]{6,14}$")]
    private static partial Regex Number();

    private sealed record Listed(IReadOnlyList<GraphThing> Things, bool IsWhole);
}
