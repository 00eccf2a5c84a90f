using System.Collections.Frozen;

namespace SsprBot.Domain;

/// <summary>What is switched off at this moment, for everybody who asks in the middle of a visit: it costs nothing to ask.</summary>
public sealed class Switches
{
    private volatile State _now;

    public Switches(Policy policy) => _now = new State(policy, FrozenSet<string>.Empty);

    /// <summary>The policy, without the methods that are switched off.</summary>
    public Policy Policy => _now.Policy;

    public bool IsOff(string name) => _now.Off.Contains(name);

    public bool IsOff(VerificationMethod method) => _now.Policy.MethodsOff.Contains(method);

    /// <summary>Whether nobody is served on this channel.</summary>
    public bool IsClosed(string channel) => _now.Off.Count > 0 && (IsOff(Switch.All) || IsOff(Switch.Channel(channel)));

    /// <summary>What is off from now on.</summary>
    /// <returns>False when it was so before.</returns>
    public bool Set(IEnumerable<string> off)
    {
        var next = off.ToFrozenSet(StringComparer.Ordinal);
        if (next.SetEquals(_now.Off))
        {
            return false;
        }

        var methods = Enum.GetValues<VerificationMethod>().Where(method => next.Contains(Switch.Method(method)));
        _now = new State(_now.Policy with { MethodsOff = [.. methods] }, next);
        return true;
    }

    private sealed record State(Policy Policy, FrozenSet<string> Off);
}
