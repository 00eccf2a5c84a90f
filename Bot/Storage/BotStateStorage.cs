using System.Runtime.CompilerServices;
using Microsoft.Bot.Builder;
using SsprBot.Domain;

namespace SsprBot.Storage;

/// <summary>
/// Bot state on records. A state is written only over the version that it was read from: a turn that was overtaken by another fails
/// instead of undoing it.
/// </summary>
/// <param name="pepper">Names the records: a conversation's id may be a phone number.</param>
/// <param name="kept">The types, besides those of the dialogs library, that the state may hold.</param>
/// <param name="open">Keeps states between two turns; null where others write the records too.</param>
internal sealed class BotStateStorage(IRecords records, Pepper pepper, IEnumerable<Type> kept, OpenStates? open = null) : IStorage
{
    private const int MaxSeen = 4096;

    private static readonly RecordKind Kind = new("bot-state", TimeSpan.FromHours(24), Fleeting: true);

    private readonly StateJson _json = new(kept);

    // Of states that are new. One that was read has its version with it, as BotState hands back the very object that it was given.
    private readonly ConditionalWeakTable<object, string> _created = [];

    // A state that was cleared is a new object; it takes the place of what this process saw last.
    private readonly Dictionary<string, string> _seen = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    public async Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var found = new Dictionary<string, object>(keys.Length);
        foreach (var key in keys)
        {
            if ((open?.Take(key) ?? await ReadAsync(RecordOf(key), cancellationToken)) is { } state)
            {
                found[key] = state;
            }
        }

        return found;
    }

    /// <exception cref="InvalidOperationException">Another turn wrote the state meanwhile.</exception>
    public async Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        foreach (var (key, value) in changes)
        {
            var state = value as IDictionary<string, object> ?? throw new ArgumentException("Only bot state is kept here.", nameof(changes));
            await WriteAsync(key, state, cancellationToken);
        }
    }

    public async Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        foreach (var key in keys)
        {
            var record = RecordOf(key);
            open?.Take(key);
            Forget(record.Id);
            while (await records.ReadAsync(record, cancellationToken) is { } stored
                && !await records.TryDeleteAsync(record, stored.Version, cancellationToken))
            {
                // Whoever wrote meanwhile is deleted too.
            }
        }
    }

    private async Task<KeptState?> ReadAsync(RecordKey record, CancellationToken ct)
    {
        if (await records.ReadAsync(record, ct) is not { } stored)
        {
            Forget(record.Id);
            return null;
        }

        var state = _json.Read(stored.Content);
        (state.Record, state.Version) = (record, stored.Version);
        Remember(record.Id, stored.Version);
        return state;
    }

    private async Task WriteAsync(string key, IDictionary<string, object> state, CancellationToken ct)
    {
        using var json = _json.Write(state);
        var kept = state as KeptState;
        var record = kept?.Record ?? RecordOf(key);
        var version = kept?.Version ?? (_created.TryGetValue(state, out var own) ? own : Seen(record.Id));
        var written = version is null
            ? await records.TryCreateAsync(record, json.ToUtf8(), ct)
            : await records.TryReplaceAsync(record, json.ToUtf8(), version, ct);
        if (written is null)
        {
            throw new InvalidOperationException("Another turn of the conversation wrote its state meanwhile.");
        }

        if (kept is not null)
        {
            kept.Version = written;
        }
        else
        {
            _created.AddOrUpdate(state, written);
        }

        if (version is not null)
        {
            Remember(record.Id, written);
        }

        // A copy, as the turn may not be over.
        open?.Put(key, new KeptState(state) { Record = record, Version = written });
    }

    private string? Seen(string id)
    {
        lock (_gate)
        {
            return _seen.GetValueOrDefault(id);
        }
    }

    private void Remember(string id, string version)
    {
        lock (_gate)
        {
            // Only a turn that is going on needs its own; forgetting the rest costs at worst a conflict.
            if (_seen.Count >= MaxSeen)
            {
                _seen.Clear();
            }

            _seen[id] = version;
        }
    }

    private void Forget(string id)
    {
        lock (_gate)
        {
            _seen.Remove(id);
        }
    }

    private RecordKey RecordOf(string key) => new(Kind, pepper.Pseudonym("bot-state", key));
}
