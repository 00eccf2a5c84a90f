namespace SsprBot.Domain;

/// <summary>What holds for the people of one group in place of the policy's own values; what is not given is as in the policy.</summary>
public sealed record GroupPolicy
{
    /// <summary>The group's name, as <see cref="Account.Groups"/> has it; upper and lower case are the same.</summary>
    public string Group { get; init; } = "";

    /// <inheritdoc cref="Policy.Methods"/>
    public IReadOnlyList<GateMethod> Methods { get; init; } = [];

    /// <summary>1 or 2; privileged accounts have their own rule.</summary>
    public int? Gates { get; init; }

    /// <summary>Security questions may be a gate.</summary>
    public bool? AsksQuestions { get; init; }

    /// <inheritdoc cref="Policy.DirectoryContacts"/>
    public bool? DirectoryContacts { get; init; }

    /// <summary>What is out of range, one sentence for the administrator each; empty when all is well.</summary>
    /// <param name="before">The groups that win over this one.</param>
    public IReadOnlyList<string> Problems(IEnumerable<GroupPolicy> before) =>
    [
        .. Problem.Unless(Group.Length > 0, $"{nameof(Group)} must name a group."),
        .. Problem.Unless(!before.Any(other => other.Group.Equals(Group, StringComparison.OrdinalIgnoreCase)), $"{nameof(Group)} {Group} stands there twice; the second never wins."),
        .. Problem.Unless(Gates is null or 1 or 2, $"{nameof(Gates)} must be 1 or 2, not {Gates}."),
    ];
}
