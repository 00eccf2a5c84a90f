using SsprBot.Directories.Ldap;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>Which password policy holds for whom. What was read is remembered for a short while.</summary>
internal sealed class AdPolicies(LdapServers servers, AdDomains domains, AdSettings settings, TimeProvider time)
{
    /// <summary>Names the fine-grained policy that holds for an account; without it the domain's holds.</summary>
    public const string Resultant = "msDS-ResultantPSO";

    private readonly Remembered<AdPolicy> _fineGrained = new(settings.PolicyMemory, time);
    private readonly Remembered<string?> _resultant = new(settings.PolicyMemory, time);

    /// <summary>What the entry of an account names is kept in mind, so that it need not be asked for again.</summary>
    public void Note(Guid account, LdapEntry entry) => _resultant.Keep(account.ToString(), entry.Text(Resultant));

    /// <param name="account">Null stands for most.</param>
    /// <exception cref="LdapException">It cannot be read.</exception>
    public async Task<AdPolicy> OfAsync(Guid? account, CancellationToken ct)
    {
        var name = account is { } id ? await _resultant.GetAsync(id.ToString(), async () => (await EntryAsync(AdSearch.ById(id), [Resultant], ct))?.Text(Resultant)) : null;
        return name is null
            ? (await domains.ReadAsync(ct)).Policy
            : await _fineGrained.GetAsync(name, async () => await EntryAsync(name, AdPolicy.FineGrainedAttributes, ct) is { } found ? AdPolicy.FineGrained(found) : AdPolicy.Unknown);
    }

    private Task<LdapEntry?> EntryAsync(string dn, IReadOnlyList<string> attributes, CancellationToken ct) =>
        servers.ReadAsync((connection, inTime) => connection.EntryAsync(dn, LdapFilter.Anything, attributes, inTime), ct);
}
