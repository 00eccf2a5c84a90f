namespace SsprBot.Domain;

/// <summary>What people registered with the bot, all together.</summary>
/// <param name="People">How many registered anything.</param>
/// <param name="Enough">How many of them registered as many ways to prove who they are as the policy asks for.</param>
/// <param name="ReconfirmDue">How many it is time to ask whether all is still right.</param>
/// <param name="ByOption">How many registered each.</param>
public sealed record Coverage(int People, int Enough, int ReconfirmDue, IReadOnlyDictionary<RecoveryOption, int> ByOption);

/// <summary>Somebody whose self-service is blocked since the owner said "this was not me".</summary>
/// <param name="Id">What a release names.</param>
/// <param name="UserId">Null when the directory cannot say.</param>
public sealed record BlockedPerson(string Id, string? UserId, DateTimeOffset Since)
{
    public override string ToString() => "(blocked)";
}

/// <summary>What a policy would do to those who registered.</summary>
/// <param name="Asked">How many the directory was asked about.</param>
/// <param name="CanNow">How many of them can reset a password under the policy as it is.</param>
/// <param name="Could">How many could under the other.</param>
/// <param name="Stranded">How many can now and could not then.</param>
/// <param name="NotAsked">How many were left out: there were too many, or the directory does not know them or did not answer.</param>
public sealed record PolicyOutlook(int Asked, int CanNow, int Could, int Stranded, int NotAsked);

/// <summary>Looks at everybody who registered something with the bot; the directory's other people are not known here.</summary>
public sealed class Survey(Vault vault, People people, Policy policy)
{
    /// <summary>How many people the directory is asked about at most.</summary>
    public const int MostAsked = 2000;

    private const int AskedAtOnce = 8;

    /// <summary>Counts without asking the directory: contact points that it holds come on top.</summary>
    public async Task<Coverage> CoverageAsync(CancellationToken ct)
    {
        var (all, enough, due) = (0, 0, 0);
        var options = Enum.GetValues<RecoveryOption>().ToDictionary(option => option, _ => 0);
        await foreach (var (_, enrolment) in vault.Enrolments.ReadAllAsync(ct))
        {
            var held = options.Keys.Where(enrolment.Holds).ToArray();
            if (held.Length == 0)
            {
                continue;
            }

            var registered = Registered.Of(Account.Nobody("") with { Enrolment = enrolment }, policy, vault.Now);
            all++;
            enough += registered.Missing == 0 ? 1 : 0;
            due += registered.ReconfirmDue ? 1 : 0;
            Array.ForEach(held, option => options[option]++);
        }

        return new Coverage(all, enough, due, options);
    }

    public async Task<IReadOnlyList<BlockedPerson>> BlockedAsync(CancellationToken ct)
    {
        var blocked = new List<BlockedPerson>();
        await foreach (var (id, enrolment) in vault.Enrolments.ReadAllAsync(ct))
        {
            if (enrolment is { BlockedAt: { } since })
            {
                var account = enrolment.AccountId is { } accountId ? (await people.ReadAsync(accountId, ct) as Found.One)?.Account : null;
                blocked.Add(new BlockedPerson(id, account?.UserId, since));
            }
        }

        return [.. blocked.OrderByDescending(person => person.Since)];
    }

    /// <summary>Asks the directory about each person once.</summary>
    public async Task<PolicyOutlook> OutlookAsync(Policy other, CancellationToken ct)
    {
        var registered = await vault.Enrolments.ReadAllAsync(ct).Where(kept => Enum.GetValues<RecoveryOption>().Any(kept.Value.Holds)).ToListAsync(ct);
        var known = registered.Select(kept => kept.Value.AccountId).OfType<string>().Take(MostAsked).ToArray();
        var (asked, canNow, could, stranded) = (0, 0, 0, 0);
        foreach (var some in known.Chunk(AskedAtOnce))
        {
            foreach (var account in (await Task.WhenAll(some.Select(id => people.ReadAsync(id, ct)))).OfType<Found.One>().Select(found => found.Account))
            {
                var (now, then) = (Eligibility.Check(account, policy, vault.Now) is null, Eligibility.Check(account, other, vault.Now) is null);
                asked++;
                canNow += now ? 1 : 0;
                could += then ? 1 : 0;
                stranded += now && !then ? 1 : 0;
            }
        }

        return new PolicyOutlook(asked, canNow, could, stranded, registered.Count - asked);
    }
}
