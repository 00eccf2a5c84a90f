using SsprBot.Directories;
using SsprBot.Directories.Demo;
using SsprBot.Domain;

namespace SsprBot.Tools;

/// <summary>Puts the demo organisation back to how it began: passwords, locks, what people registered, limits, messages. The audit log stays.</summary>
internal sealed class DemoReset : ITool
{
    // By their names: what is in them is not looked at.
    private static readonly RecordKind[] s_kinds =
    [
        .. ((string[])["demo-account", "enrolment", "sessions-to-end"]).Select(name => new RecordKind(name)),
        .. ((string[])
        [
            "session", "guard", "sender", "pending-contact", "pending-app", "pending-answers", "denial", "directory-miss", "directory-wait", "call", "texted-code", "spending", "resets", "outbox", "dev-inbox",
        ]).Select(name => new RecordKind(name, TimeSpan.FromDays(1))),
    ];

    public string Words => "demo reset";

    public string Purpose => "puts the demo organisation back to how it began";

    public async Task<int> RunAsync(IServiceProvider services, IReadOnlyList<string> words, TextWriter output)
    {
        if (services.GetRequiredService<IReadOnlyList<NamedDirectory>>().Any(named => named.Kind is not DemoKind))
        {
            await output.WriteLineAsync("Nothing was reset. There is another directory than that of the demo, and its people would lose what they registered.");
            return 1;
        }

        var records = services.GetRequiredService<IRecords>();
        foreach (var kind in s_kinds)
        {
            await foreach (var id in records.ListAsync(kind, "", CancellationToken.None))
            {
                await RemoveAsync(records, new RecordKey(kind, id));
            }
        }

        await output.WriteLineAsync("The demo organisation is as it began.");
        return 0;
    }

    // Where a host runs meanwhile it may write again.
    private static async Task RemoveAsync(IRecords records, RecordKey key)
    {
        while (await records.ReadAsync(key, CancellationToken.None) is { Version: var version } && !await records.TryDeleteAsync(key, version, CancellationToken.None))
        {
        }
    }
}
