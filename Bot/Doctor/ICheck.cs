namespace SsprBot.Doctor;

/// <summary>Looks at one part of a deployment. It is made when its turn comes, and has its own time.</summary>
internal interface ICheck
{
    /// <summary>How long it may take.</summary>
    TimeSpan Limit => TimeSpan.FromSeconds(30);

    /// <param name="findings">What was found goes there, as it is found.</param>
    /// <param name="ct">Cancelled when its time is over.</param>
    Task LookAsync(Findings findings, CancellationToken ct);
}
