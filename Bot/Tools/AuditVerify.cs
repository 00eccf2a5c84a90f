using SsprBot.Storage;

namespace SsprBot.Tools;

/// <summary>Reads the whole audit log and says whether it stands as it was written.</summary>
internal sealed class AuditVerify : ITool
{
    public string Words => "audit verify";

    public string Purpose => "whether the audit log stands as it was written";

    public async Task<int> RunAsync(IServiceProvider services, IReadOnlyList<string> words, TextWriter output)
    {
        var check = await services.GetRequiredService<IStoredAuditLog>().VerifyAsync(CancellationToken.None);
        await output.WriteLineAsync(check switch
        {
            AuditCheck.Whole whole => $"The audit log is whole: {whole.Lines} lines stand as they were written.",
            AuditCheck.Broken broken => $"The audit log is broken: line {broken.Number} was edited, removed, added or moved.",
            _ => "The audit log is broken: its head, which says where it ends, was edited or removed.",
        });
        return check is AuditCheck.Whole ? 0 : 1;
    }
}
