namespace Microsoft.Bot.Builder;

public interface IPropertyManager
{
    IStatePropertyAccessor<T> CreateProperty<T>(string name);
}

public interface IStatePropertyInfo
{
    string Name { get; }
}

public interface IStatePropertyAccessor<T> : IStatePropertyInfo
{
    /// <summary>What the factory makes is set at once; without one, a missing property is the default of the type.</summary>
    Task<T> GetAsync(ITurnContext turnContext, Func<T> defaultValueFactory = null, CancellationToken cancellationToken = default);

    Task DeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken = default);

    Task SetAsync(ITurnContext turnContext, T value, CancellationToken cancellationToken = default);
}
