using System.Text.Json;
using SsprBot.Doctor;

namespace SsprBot.Tools;

/// <summary>Looks at the whole deployment and says how to mend what is not as it should be.</summary>
internal sealed class DoctorTool : ITool
{
    public string Words => "doctor";

    public string Purpose => $"looks at the settings and at all that the product needs, and says how to mend it; {CommandLine.Json} for machines";

    public async Task<int> RunAsync(IServiceProvider services, IReadOnlyList<string> words, TextWriter output)
    {
        var report = new Report(words, output);
        var round = services.GetRequiredService<Round>();
        foreach (var name in DoctorServices.Names)
        {
            await round.LookAsync(name, () => services.GetRequiredKeyedService<ICheck>(name), report.Tell);
        }

        return report.End();
    }

    public Task<int> RefusedAsync(IReadOnlyList<string> faults, IReadOnlyList<string> words, TextWriter output)
    {
        var report = new Report(words, output);
        var findings = new Findings(DoctorServices.Configuration, report.Tell);
        foreach (var fault in faults)
        {
            findings.Fault(fault, ConfigurationCheck.HowToMend);
        }

        return Task.FromResult(report.End());
    }

    public Task<int> BrokenAsync(string why, IReadOnlyList<string> words, TextWriter output)
    {
        var report = new Report(words, output);
        new Findings(DoctorServices.Configuration, report.Tell).Unknown(why, "Mend this first, then ask again.");
        return Task.FromResult(report.End());
    }

    /// <summary>What was found, line by line or, for machines, as one array at the end.</summary>
    private sealed class Report(IReadOnlyList<string> words, TextWriter output)
    {
        private readonly bool _isForMachines = words.Contains(CommandLine.Json);
        private readonly List<Finding> _found = [];

        public void Tell(Finding finding)
        {
            _found.Add(finding);
            if (!_isForMachines)
            {
                output.WriteLine(finding.Line);
            }
        }

        public int End()
        {
            output.WriteLine(_isForMachines
                ? JsonSerializer.Serialize(_found, FindingShapes.Default.IReadOnlyListFinding)
                : $"Faults: {Count(Verdict.Fault)}, warnings: {Count(Verdict.Warning)}, not found out: {Count(Verdict.Unknown)}.");
            return Count(Verdict.Fault) > 0 ? 1 : Count(Verdict.Unknown) > 0 ? 2 : 0;
        }

        private int Count(Verdict verdict) => _found.Count(finding => finding.Verdict == verdict);
    }
}
