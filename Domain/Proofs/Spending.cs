namespace SsprBot.Domain;

/// <summary>Why a text or call is not sent: whoever asked for it cannot tell.</summary>
public enum SpendingStop
{
    /// <summary>Nobody has such a number, or it pays whoever holds it.</summary>
    NotAnOrdinaryNumber,

    /// <summary>The organisation sends nothing to this country.</summary>
    Country,

    /// <summary>Too much was sent to this number.</summary>
    Number,

    /// <summary>Too much was sent to numbers that differ from this one in their last four digits.</summary>
    Prefix,

    /// <summary>Too much was sent to this country.</summary>
    BusyCountry,

    /// <summary>Too few of the last codes to this prefix or country were used: somebody may be earning by them.</summary>
    FewUsed,

    /// <summary>Too much was sent within the hour.</summary>
    Hour,

    /// <summary>Too much was sent within 24 hours.</summary>
    Day,
}

/// <summary>A text or call that was paid for.</summary>
/// <param name="Id">The message's.</param>
/// <param name="Prefix">A pseudonym.</param>
/// <param name="Number">A pseudonym.</param>
/// <param name="Used">Whether its code became a proof; null for what asks for no answer, such as a notice.</param>
public sealed record Spent(string Id, OutboxKind Kind, string Country, string Prefix, string Number, DateTimeOffset At, bool? Used);

/// <param name="Area">A country, or the pseudonym of a prefix.</param>
public sealed record ClosedArea(string Area, DateTimeOffset Until);

/// <summary>
/// What was spent on texts and calls within 24 hours. It is one record, so that all limits are judged and counted in one write and
/// parallel requests cannot be more than they allow.
/// </summary>
public sealed record Spending
{
    public static readonly Spending New = new();

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>In the order they were sent.</summary>
    public IReadOnlyList<Spent> Sent { get; init; } = [];

    public IReadOnlyList<ClosedArea> Closed { get; init; } = [];

    /// <summary>Counts a text or call before it is sent. One that is counted already is sent once more without being counted.</summary>
    /// <returns>What is to be kept, the same object when nothing changed; and null, or why it is not sent.</returns>
    public (Spending After, SpendingStop? Stop) Spend(Spent wanted, SpendingPolicy limits, DateTimeOffset now)
    {
        if (Sent.Any(sent => sent.Id == wanted.Id))
        {
            return (this, null);
        }

        var kept = this with { Sent = [.. Sent.Where(sent => now - sent.At < Day)], Closed = [.. Closed.Where(area => now < area.Until)] };
        if (wanted.Used is not null && kept.Drained(wanted, limits, now) is { } drained)
        {
            return (kept with { Closed = [.. kept.Closed, new ClosedArea(drained, now + Hour)] }, SpendingStop.FewUsed);
        }

        return kept.StopFor(wanted, limits, now) is { } stop ? (this, stop) : (kept with { Sent = [.. kept.Sent, wanted] }, null);
    }

    /// <summary>The code of a message became a proof.</summary>
    /// <returns>The same object when there is nothing to note.</returns>
    public Spending Redeem(string id) =>
        Sent.Any(sent => sent.Id == id && sent.Used is false)
            ? this with { Sent = [.. Sent.Select(sent => sent.Id == id ? sent with { Used = true } : sent)] }
            : this;

    /// <returns>The area whose last codes were hardly used; null when there is none that is not closed already.</returns>
    private string? Drained(Spent wanted, SpendingPolicy limits, DateTimeOffset now) =>
        IsClosed(wanted) ? null
        : IsDrained(Sent.Where(sent => sent.Prefix == wanted.Prefix), limits, now) ? wanted.Prefix
        : IsDrained(Sent.Where(sent => sent.Country == wanted.Country), limits, now) ? wanted.Country
        : null;

    private static bool IsDrained(IEnumerable<Spent> there, SpendingPolicy limits, DateTimeOffset now)
    {
        var last = there.Where(sent => sent.Used is not null).TakeLast(limits.JudgedCodes).ToArray();
        return last.Length == limits.JudgedCodes
            && now - last[0].At < Hour
            && 100 * last.Count(sent => sent.Used is true) < limits.LeastUsedPercent * last.Length;
    }

    private bool IsClosed(Spent wanted) => Closed.Any(area => area.Area == wanted.Prefix || area.Area == wanted.Country);

    // Nobody can ask for a notice: it is stopped by nothing but the sums over all.
    private SpendingStop? StopFor(Spent wanted, SpendingPolicy limits, DateTimeOffset now)
    {
        var alike = Sent.Where(sent => sent.Kind == wanted.Kind).ToArray();
        var isCall = wanted.Kind is OutboxKind.Call;
        return AreaStop(wanted, limits, alike, now) is { } stop && wanted.Used is not null ? stop
            : alike.Count(sent => now - sent.At < Hour) >= (isCall ? limits.CallsPerHour : limits.TextsPerHour) ? SpendingStop.Hour
            : alike.Length >= (isCall ? limits.CallsPerDay : limits.TextsPerDay) ? SpendingStop.Day
            : null;
    }

    private SpendingStop? AreaStop(Spent wanted, SpendingPolicy limits, IReadOnlyList<Spent> alike, DateTimeOffset now)
    {
        var prefix = Sent.Where(sent => sent.Prefix == wanted.Prefix).ToArray();
        return IsClosed(wanted) ? SpendingStop.FewUsed
            : alike.Count(sent => sent.Number == wanted.Number) >= (wanted.Kind is OutboxKind.Call ? limits.CallsPerNumber : limits.TextsPerNumber) ? SpendingStop.Number
            : prefix.Length >= limits.PerPrefixAndDay || prefix.Count(sent => now - sent.At < Hour) >= limits.PerPrefixAndHour ? SpendingStop.Prefix
            : Sent.Count(sent => sent.Country == wanted.Country && now - sent.At < Hour) >= limits.PerCountryAndHour ? SpendingStop.BusyCountry
            : null;
    }
}
