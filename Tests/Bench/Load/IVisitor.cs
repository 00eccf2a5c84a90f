namespace SsprBot.Bench;

/// <summary>Somebody who holds a reset conversation through one of the doors of the product.</summary>
internal interface IVisitor : IDisposable
{
    string UserId { get; }

    /// <summary>Comes in and waits for the greeting.</summary>
    /// <param name="greeting">How it begins.</param>
    /// <returns>How long it took from asking to hearing; null when the host has too much to do.</returns>
    Task<TimeSpan?> StartAsync(string greeting, CancellationToken ct);

    /// <summary>Says something and waits for the answer.</summary>
    /// <param name="answer">How it begins.</param>
    /// <returns>How long it took from saying to hearing; null when the host has too much to do.</returns>
    Task<TimeSpan?> SayAsync(string text, string answer, CancellationToken ct);

    /// <summary>Goes, as a person does.</summary>
    Task LeaveAsync(CancellationToken ct);
}
