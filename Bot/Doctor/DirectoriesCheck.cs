using SsprBot.Directories;

namespace SsprBot.Doctor;

/// <summary>Whether each directory lets the service account in and shows what it must see, and what its kind cannot do.</summary>
internal sealed class DirectoriesCheck(IReadOnlyList<NamedDirectory> directories) : ICheck
{
    public TimeSpan Limit => TimeSpan.FromSeconds(30 * directories.Count);

    public async Task LookAsync(Findings findings, CancellationToken ct)
    {
        foreach (var named in directories)
        {
            var ofThis = findings.Of(named.Name);
            if (named.Directory is IExaminable examinable)
            {
                await examinable.ExamineAsync(ofThis, ct);
            }
            else
            {
                ofThis.Ok($"There is nothing to look at with {named.Settings.Kind}.");
            }

            foreach (var limit in named.Kind.Limits)
            {
                ofThis.Ok($"What it cannot do: {limit}");
            }
        }
    }
}
