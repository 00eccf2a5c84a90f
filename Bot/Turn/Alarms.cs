using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using SsprBot.Domain;

namespace SsprBot.Turn;

/// <summary>What is to be done at a time, by whichever instance is there then. Each is taken once.</summary>
public sealed class Alarms<T>(IRecords records, string kind, JsonTypeInfo<T> shape, TimeProvider time)
    where T : class
{
    private const int Digits = 19;

    private readonly Records<T> _set = new(records, new RecordKind(kind, TimeSpan.FromHours(24), Fleeting: true), shape);

    // The id begins with the time, so that what is due stands first.
    public Task SetAsync(T what, DateTimeOffset at, CancellationToken ct) =>
        _set.TryCreateAsync($"{at.UtcTicks.ToString($"D{Digits}", CultureInfo.InvariantCulture)}-{Secrets.NewId()}", what, ct);

    /// <summary>What is due now and was not taken by anybody else.</summary>
    public async Task<IReadOnlyList<T>> TakeAsync(CancellationToken ct)
    {
        var due = await _set.ListAsync(ct).TakeWhile(id => long.Parse(id.AsSpan(0, Digits), CultureInfo.InvariantCulture) <= time.GetUtcNow().UtcTicks).ToListAsync(ct);
        var taken = new List<T>(due.Count);
        foreach (var id in due)
        {
            if (await _set.ReadAsync(id, ct) is { } set && await _set.TryDeleteAsync(id, set, ct))
            {
                taken.Add(set.Value);
            }
        }

        return taken;
    }
}
