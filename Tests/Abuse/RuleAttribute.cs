using Xunit.Abstractions;
using Xunit.Sdk;

namespace SsprBot.Abuse;

/// <summary>The rule that a test attacks through the front door. <c>--filter Rule=D-41</c> runs the attacks on it.</summary>
/// <param name="id">One of <see cref="Rules.All"/>.</param>
[TraitDiscoverer("SsprBot.Abuse." + nameof(RuleDiscoverer), "SsprBot.Tests")]
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class RuleAttribute(string id) : Attribute, ITraitAttribute
{
    public string Id => id;
}

/// <summary>Makes a rule a trait of its tests.</summary>
public sealed class RuleDiscoverer : ITraitDiscoverer
{
    public IEnumerable<KeyValuePair<string, string>> GetTraits(IAttributeInfo traitAttribute) =>
        [KeyValuePair.Create("Rule", (string)traitAttribute.GetConstructorArguments().Single())];
}
