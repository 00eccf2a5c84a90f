using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Builder;

/// <summary>
/// Named values under one storage key, loaded once a turn and written only when their JSON has changed. The last writer wins: of two turns that
/// overlap one is lost.
/// </summary>
public abstract class BotState : IPropertyManager
{
    private readonly IStorage _storage;
    private readonly string _contextServiceKey;

    public BotState(IStorage storage, string contextServiceKey)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(contextServiceKey);
        _storage = storage;
        _contextServiceKey = contextServiceKey;
    }

    public IStatePropertyAccessor<T> CreateProperty<T>(string name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new ArgumentNullException(nameof(name));
        }

        return new Accessor<T>(this, name);
    }

    public virtual async Task LoadAsync(ITurnContext turnContext, bool force = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        if (!force && GetCachedState(turnContext) is not null)
        {
            return;
        }

        var key = GetStorageKey(turnContext);
        var items = await _storage.ReadAsync([key], cancellationToken).ConfigureAwait(false);
        items.TryGetValue(key, out var stored);
        turnContext.TurnState.Set(_contextServiceKey, stored switch
        {
            null => new CachedBotState(),
            IDictionary<string, object> values => new CachedBotState(values),
            JObject json => new CachedBotState(json.ToObject<IDictionary<string, object>>(StateJson.Serializer)),
            _ => throw new InvalidOperationException("Data is not in the correct format for BotState."),
        });
    }

    /// <summary>Writes when the state was loaded and has changed, or is forced; nothing to do when it was never loaded.</summary>
    public virtual async Task SaveChangesAsync(ITurnContext turnContext, bool force = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);

        // Looked at first, also when forced: what is written now is what the next save is compared with.
        if (GetCachedState(turnContext) is not { } cached || !(cached.Changed() || force))
        {
            return;
        }

        var changes = new Dictionary<string, object>(1) { [GetStorageKey(turnContext)] = cached.State };
        await _storage.WriteAsync(changes, cancellationToken).ConfigureAwait(false);
        cached.Saved();
    }

    /// <summary>Forgets the values of this turn; the next save writes that there are none.</summary>
    public virtual Task ClearStateAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        turnContext.TurnState.Set(_contextServiceKey, CachedBotState.Cleared());
        return Task.CompletedTask;
    }

    public virtual Task DeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        turnContext.TurnState.Remove(_contextServiceKey);
        return _storage.DeleteAsync([GetStorageKey(turnContext)], cancellationToken);
    }

    /// <summary>A copy of the values as JSON; null when they are not loaded.</summary>
    public JToken Get(ITurnContext turnContext) =>
        GetCachedState(turnContext) is { } cached ? JObject.FromObject(cached.State, StateJson.Serializer) : null;

    /// <summary>Null when the state is not loaded.</summary>
    public CachedBotState GetCachedState(ITurnContext turnContext)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        return turnContext.TurnState.Get<CachedBotState>(_contextServiceKey);
    }

    protected abstract string GetStorageKey(ITurnContext turnContext);

    /// <summary>Throws <see cref="KeyNotFoundException"/> when a value of a value type is missing; anything else that is missing is null.</summary>
    protected Task<T> GetPropertyValueAsync<T>(ITurnContext turnContext, string propertyName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(propertyName);
        if (!TryGet<T>(turnContext, propertyName, out var value) && typeof(T).IsValueType)
        {
            throw new KeyNotFoundException(propertyName);
        }

        return Task.FromResult(value);
    }

    protected Task DeletePropertyValueAsync(ITurnContext turnContext, string propertyName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(propertyName);
        GetCachedState(turnContext).State.Remove(propertyName);
        return Task.CompletedTask;
    }

    protected Task SetPropertyValueAsync(ITurnContext turnContext, string propertyName, object value, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(propertyName);
        GetCachedState(turnContext).State[propertyName] = value;
        return Task.CompletedTask;
    }

    private bool TryGet<T>(ITurnContext turnContext, string propertyName, out T value)
    {
        value = default;
        var state = GetCachedState(turnContext).State;
        if (!state.TryGetValue(propertyName, out var stored))
        {
            return false;
        }

        switch (stored)
        {
            case T found:
                value = found;
                return true;
            case null:
                return true;
            default:
                // Storage that keeps no type names gives JSON back. The converted value takes its place, so that changes to it are saved.
                value = (stored as JToken ?? JToken.FromObject(stored, StateJson.Serializer)).ToObject<T>(StateJson.Serializer);
                state[propertyName] = value;
                return true;
        }
    }

    public class CachedBotState
    {
        private static readonly byte[] Never = [];

        private IDictionary<string, object> _state;
        private byte[] _before;
        private byte[] _now;

        public CachedBotState(IDictionary<string, object> state = null) => _state = state ?? new Dictionary<string, object>();

        /// <summary>Hashed when it is first asked for: nobody can have changed it before.</summary>
        public IDictionary<string, object> State
        {
            get
            {
                _before ??= StateJson.Hash(_state);
                return _state;
            }

            set
            {
                _before ??= StateJson.Hash(_state);
                _state = value;
            }
        }

        internal static CachedBotState Cleared() => new() { _before = Never };

        internal bool Changed()
        {
            if (_before is null)
            {
                return false;
            }

            _now = StateJson.Hash(_state);
            return !_now.AsSpan().SequenceEqual(_before);
        }

        internal void Saved() => _before = _now ?? _before;
    }

    private sealed class Accessor<T>(BotState state, string name) : IStatePropertyAccessor<T>
    {
        public string Name => name;

        public async Task<T> GetAsync(ITurnContext turnContext, Func<T> defaultValueFactory = null, CancellationToken cancellationToken = default)
        {
            await state.LoadAsync(turnContext, false, cancellationToken).ConfigureAwait(false);
            if ((state.TryGet<T>(turnContext, name, out var value) && value is not null) || defaultValueFactory is null)
            {
                return value;
            }

            value = defaultValueFactory();
            await state.SetPropertyValueAsync(turnContext, name, value, cancellationToken).ConfigureAwait(false);
            return value;
        }

        public async Task DeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
        {
            await state.LoadAsync(turnContext, false, cancellationToken).ConfigureAwait(false);
            await state.DeletePropertyValueAsync(turnContext, name, cancellationToken).ConfigureAwait(false);
        }

        public async Task SetAsync(ITurnContext turnContext, T value, CancellationToken cancellationToken = default)
        {
            await state.LoadAsync(turnContext, false, cancellationToken).ConfigureAwait(false);
            await state.SetPropertyValueAsync(turnContext, name, value, cancellationToken).ConfigureAwait(false);
        }
    }
}
