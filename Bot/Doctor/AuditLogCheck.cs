using SsprBot.Domain;
using SsprBot.Storage;
using SsprBot.Tools;

namespace SsprBot.Doctor;

/// <summary>Writes that it was here into the audit log, and verifies the last lines. The whole log is read by <c>audit verify</c>.</summary>
internal sealed class AuditLogCheck(AdminLog log, IStoredAuditLog audit, IAuditReader reader, [FromKeyedServices(Peppers.Audit)] Pepper pepper, TimeProvider time) : ICheck
{
    private const int Last = 100;
    private const string HowToMend = "Run audit verify, keep the log as it is, and find out who could write to the storage.";

    public async Task LookAsync(Findings findings, CancellationToken ct)
    {
        if (await audit.HeadAsync(ct) is null)
        {
            findings.Fault("The head of the audit log, which says where it ends, was edited or removed.", HowToMend);
            return;
        }

        await log.NoteAsync(Operator.User, "doctor-looked", ct);
        var now = time.GetUtcNow();
        var head = await audit.HeadAsync(ct);
        var lines = await reader.NewestFirstAsync(DateTimeOffset.UnixEpoch, now.AddDays(1), ct).Take(Last).Reverse().ToArrayAsync(ct);
        if (head is not null && IsWhole(lines, head))
        {
            findings.Ok($"It can be written to, and its last lines stand as they were written, to number {head.Number}.");
        }
        else
        {
            findings.Fault("Its last lines do not stand as they were written.", HowToMend);
        }
    }

    // Where the lines begin within the log only the line before could vouch for the first.
    private bool IsWhole(AuditLine[] lines, AuditHead head)
    {
        var chain = new AuditChain(pepper);
        return lines.Any(line => line.Number == head.Number && line.Hash == head.Hash)
            && (lines[0].Number > 1 || chain.Follows(null, lines[0]))
            && lines.Skip(1).Zip(lines, (line, before) => chain.Follows(before, line)).All(follows => follows);
    }
}
