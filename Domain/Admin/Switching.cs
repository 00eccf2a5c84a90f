namespace SsprBot.Domain;

/// <summary>What became of a switch.</summary>
public enum SwitchOutcome
{
    Done,

    /// <summary>It stood like that already.</summary>
    NotChanged,

    /// <summary>The settings hold it: only there it is switched on again.</summary>
    HeldBySettings,
    NotAllowed,

    /// <summary>There is no such switch.</summary>
    Unknown,
}

/// <summary>A switch as it stands.</summary>
/// <param name="HeldBySettings">The settings have it off; nobody can switch it on here.</param>
public sealed record SwitchState(string Name, bool IsOff, bool HeldBySettings);

/// <summary>Keeps what administrators switched off in a record that all instances read, and joins it with what the settings switch off.</summary>
/// <param name="known">Every switch that there is.</param>
public sealed class Switching(Vault vault, Switches switches, AdminLog log, IReadOnlyList<string> known)
{
    private const string Board = "all";

    private IReadOnlyCollection<string> _bySettings = [];

    /// <summary>Reads what is off; each instance does so every two seconds.</summary>
    /// <param name="bySettings">What the settings switch off; unknown names switch nothing.</param>
    /// <param name="ct">Cancels it; then all stays as it was.</param>
    /// <returns>Whether anything is otherwise than before.</returns>
    public async Task<bool> RefreshAsync(IReadOnlyCollection<string> bySettings, CancellationToken ct)
    {
        _bySettings = [.. bySettings.Where(known.Contains)];
        var board = await vault.Switches.ReadAsync(Board, ct);
        return switches.Set(_bySettings.Concat(board?.Value.Off ?? []));
    }

    public IReadOnlyList<SwitchState> Look() => [.. known.Select(name => new SwitchState(name, switches.IsOff(name), _bySettings.Contains(name)))];

    /// <summary>Switches for all instances; here at once.</summary>
    public async Task<SwitchOutcome> FlipAsync(AdminUser by, string name, bool off, CancellationToken ct)
    {
        if (!by.May(AdminRight.Switch))
        {
            return SwitchOutcome.NotAllowed;
        }

        if (!known.Contains(name))
        {
            return SwitchOutcome.Unknown;
        }

        if (!off && _bySettings.Contains(name))
        {
            return SwitchOutcome.HeldBySettings;
        }

        // What cannot be audited is not done.
        await NoteAsync(by, off ? "switching-off" : "switching-on", name, ct);
        if (await vault.Switches.TryChangeAsync(Board, board => board.With(name, off), ct, SwitchBoard.AllOn) is not { } board)
        {
            return SwitchOutcome.NotChanged;
        }

        switches.Set(_bySettings.Concat(board.Off));
        await NoteAsync(by, off ? "switched-off" : "switched-on", name, CancellationToken.None);
        return SwitchOutcome.Done;
    }

    /// <summary>Switches self-service off as a whole, by nobody's hand: for all instances; here at once.</summary>
    /// <returns>False when it was off already.</returns>
    public async Task<bool> StopAsync(CancellationToken ct)
    {
        if (await vault.Switches.TryChangeAsync(Board, board => board.With(Switch.All, off: true), ct, SwitchBoard.AllOn) is not { } board)
        {
            return false;
        }

        switches.Set(_bySettings.Concat(board.Off));
        return true;
    }

    private Task NoteAsync(AdminUser by, string reason, string name, CancellationToken ct) =>
        log.NoteAsync(by, AuditActivity.PolicyChanged, AuditResult.Succeeded, reason, ct, detail: name);
}
