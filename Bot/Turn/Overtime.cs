namespace SsprBot.Turn;

/// <summary>
/// Watches what another instance holds. Whoever has held the same for too long is taken for dead; by our own clock, as the other's may be wrong. One that
/// was only slow finds out by the version that it wants to write over.
/// </summary>
internal sealed class Overtime(TimeProvider time)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private string _version = "";
    private long _since;

    /// <summary>Waits a moment.</summary>
    /// <returns>True when the holder of this version is taken for dead.</returns>
    public async Task<bool> IsOverAsync(string version, CancellationToken ct)
    {
        if (version != _version)
        {
            (_version, _since) = (version, time.GetTimestamp());
        }
        else if (time.GetElapsedTime(_since) >= s_limit)
        {
            return true;
        }

        await Task.Delay(s_pause, time, ct);
        return false;
    }
}
