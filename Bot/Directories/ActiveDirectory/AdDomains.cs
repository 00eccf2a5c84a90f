using SsprBot.Directories.Ldap;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>Reads what holds for the whole domain, and remembers it for a short while.</summary>
internal sealed partial class AdDomains(LdapServers servers, AdSettings settings, TimeProvider time, ILogger log)
{
    private const string DefaultContext = "defaultNamingContext";
    private const string Name = "sAMAccountName";

    /// <summary>Who administers DNS runs code on domain controllers; yet Windows neither protects the group nor gives it a fixed id.</summary>
    private const string DnsAdmins = "DnsAdmins";

    // Only security groups are in a token (MS-ADTS 2.2.12).
    private const int SecurityEnabled = unchecked((int)0x80000000);

    private readonly Remembered<AdDomain> _domain = new(settings.PolicyMemory, time);

    private IReadOnlyList<AdWarning> _warned = [];

    /// <exception cref="LdapException">It cannot be read.</exception>
    public Task<AdDomain> ReadAsync(CancellationToken ct) => _domain.GetAsync("", async () =>
    {
        var domain = await servers.ReadAsync(ReadAsync, ct);
        foreach (var warning in domain.Warnings.Except(_warned))
        {
            Warned(log, domain.Head, warning);
        }

        _warned = domain.Warnings;
        return domain;
    });

    private async Task<AdDomain> ReadAsync(LdapConnection connection, CancellationToken ct)
    {
        var root = await connection.EntryAsync("", LdapFilter.Anything, [DefaultContext, PolicyHints.Offered], ct);
        var head = await ThereAsync(connection, root?.Text(DefaultContext), AdPolicy.DomainAttributes, ct);
        var served = settings.Base.Length == 0 ? head : await ThereAsync(connection, settings.Base, ["objectClass"], ct);
        return new AdDomain(head.Dn, served.Dn, AdPolicy.OfDomain(head), await PrivilegedAsync(connection, head.Dn, ct), PolicyHints.Of(root) is not null);
    }

    private static async Task<LdapEntry> ThereAsync(LdapConnection connection, string? dn, IReadOnlyList<string> attributes, CancellationToken ct) =>
        dn is not null && await connection.EntryAsync(dn, LdapFilter.Anything, attributes, ct) is { } entry ? entry : throw new LdapException(LdapFault.CannotServe);

    private async Task<IReadOnlySet<string>?> PrivilegedAsync(LdapConnection connection, string head, CancellationToken ct)
    {
        string[] wanted = [DnsAdmins, .. settings.PrivilegedGroups];
        var filter = LdapFilter.All(LdapFilter.Equal("objectClass", "group"), LdapFilter.Any([.. wanted.Select(name => LdapFilter.Equal(Name, name))]));
        var groups = await connection.EntriesAsync(head, filter, [Name, "objectSid", "groupType"], wanted.Length, ct) ?? [];
        var found = groups
            .Where(group => AdFlags.Read(group.Text("groupType")).Value is { } type && (type & SecurityEnabled) != 0 && group.Values("objectSid").Count == 1)
            .ToLookup(group => group.Text(Name), group => Convert.ToHexString(group.Values("objectSid")[0]), StringComparer.OrdinalIgnoreCase);
        return settings.PrivilegedGroups.All(found.Contains) ? found.SelectMany(sids => sids).ToHashSet() : null;
    }

    [LoggerMessage(160, LogLevel.Warning, "In the domain {Domain}: {Warning}")]
    private static partial void Warned(ILogger log, string domain, AdWarning warning);
}
