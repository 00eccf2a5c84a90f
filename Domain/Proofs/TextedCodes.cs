namespace SsprBot.Domain;

/// <summary>The last code that was texted to a number.</summary>
/// <param name="Challenge">The id of the question that the code answers.</param>
public sealed record TextedCode(string Session, string Challenge);

/// <summary>Which code was texted last to which number.</summary>
public sealed class TextedCodes(Vault vault)
{
    /// <summary>A text leaves: what is answered from its number is about its code. Which of two at once is the last, nobody can tell.</summary>
    public async Task LeavesAsync(OutboxMessage text, CancellationToken ct)
    {
        if (text.Session is { } session)
        {
            var id = IdOf(text.To);
            await vault.TextedCodes.TryWriteAsync(id, await vault.TextedCodes.ReadAsync(id, ct), new TextedCode(session, text.Id), ct);
        }
    }

    internal Task<Versioned<TextedCode>?> LastAsync(string number, CancellationToken ct) => vault.TextedCodes.ReadAsync(IdOf(number), ct);

    /// <returns>True for one of those who answer to it.</returns>
    internal Task<bool> TryTakeAsync(string number, Versioned<TextedCode> seen) => vault.TextedCodes.TryDeleteAsync(IdOf(number), seen, CancellationToken.None);

    private string IdOf(string number) => vault.DestinationHash(WholeNumbers.Read(number, null) ?? number);
}
