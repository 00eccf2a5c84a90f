namespace SsprBot.Doctor;

/// <summary>A part of the deployment that says what time it is there.</summary>
public interface IOtherClock
{
    /// <returns>To the second; null when it cannot be asked, or does not say.</returns>
    Task<DateTimeOffset?> TimeAsync(CancellationToken ct);
}
