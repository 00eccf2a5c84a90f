namespace SsprBot.Storage;

/// <summary>
/// The states of conversations that are going on, as they were written last: to make one from its record costs more than all else in a short turn. Who takes
/// one has it alone, and puts it back by writing it: so what a turn did before it failed is in none of them. Only where nobody else writes the records.
/// </summary>
internal sealed class OpenStates(TimeProvider time)
{
    /// <summary>How many there may be. When it is full, the half leaves that has rested longest.</summary>
    public const int Room = 1024;

    /// <summary>How long one may rest.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, (KeptState State, long Since)> _resting = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <returns>Null when it is not here, or has rested for too long.</returns>
    public KeptState? Take(string key)
    {
        lock (_gate)
        {
            return _resting.Remove(key, out var open) && time.GetElapsedTime(open.Since) < Rest ? open.State : null;
        }
    }

    public void Put(string key, KeptState state)
    {
        lock (_gate)
        {
            if (_resting.Count >= Room)
            {
                foreach (var (longest, _) in _resting.OrderBy(open => open.Value.Since).Take(Room / 2).ToList())
                {
                    _resting.Remove(longest);
                }
            }

            _resting[key] = (state, time.GetTimestamp());
        }
    }
}
