using SsprBot.Doctor;

namespace SsprBot.Directories;

/// <summary>A directory that can say how it is.</summary>
internal interface IExaminable
{
    /// <summary>Signs in as the service account, and reads what it must be able to read. Changes nothing.</summary>
    Task ExamineAsync(Findings findings, CancellationToken ct);
}
