using Xunit;

namespace SsprBot.Domain;

public sealed class AuditChainTests
{
    private static readonly AuditChain s_chain = new(new Pepper(new byte[32]));

    [Fact]
    public void Lines_count_from_one_and_each_is_bound_to_the_one_before()
    {
        var lines = Lines(3);

        Assert.Equal([1, 2, 3], lines.Select(line => line.Number));
        Assert.Equal(3, lines.Select(line => line.Hash).Distinct().Count());
        Assert.True(s_chain.Follows(null, lines[0]));
        Assert.True(s_chain.Follows(lines[0], lines[1]));
        Assert.False(s_chain.Follows(null, lines[1]));
        Assert.False(s_chain.Follows(lines[0], lines[2]));
        Assert.False(s_chain.Follows(lines[0] with { Hash = lines[2].Hash }, lines[1]));
        Assert.Null(s_chain.FirstBroken(lines));
        Assert.Null(s_chain.FirstBroken([]));
    }

    [Fact]
    public void The_hash_is_keyed_by_a_fixed_rule()
    {
        var happened = Event(1);
        var json = System.Text.Json.JsonSerializer.Serialize(happened, RecordShapes.Default.AuditEvent);

        Assert.Equal(
            Convert.ToHexStringLower(new Pepper(new byte[32]).Mac("audit", "1", json, new string('0', 64))), s_chain.Next(null, happened).Hash);
        Assert.NotEqual(s_chain.Next(null, happened).Hash, new AuditChain(new Pepper(Enumerable.Repeat((byte)1, 32).ToArray())).Next(null, happened).Hash);
    }

    [Fact]
    public void The_first_line_that_was_edited_removed_added_or_moved_is_found()
    {
        var lines = Lines(4);

        Assert.Equal(1, s_chain.FirstBroken([lines[0] with { Event = Event(9) }, lines[1]]));
        Assert.Equal(2, s_chain.FirstBroken([lines[0], lines[1] with { Event = Event(9) }, lines[2]]));
        Assert.Equal(3, s_chain.FirstBroken([lines[0], lines[1], lines[3]]));
        Assert.Equal(2, s_chain.FirstBroken([lines[0], lines[2], lines[1]]));
        Assert.Equal(1, s_chain.FirstBroken([lines[1]]));
        Assert.Equal(5, s_chain.FirstBroken([.. lines, lines[3]]));
    }

    private static List<AuditLine> Lines(int count)
    {
        var lines = new List<AuditLine>();
        for (var number = 0; number < count; number++)
        {
            lines.Add(s_chain.Next(lines.LastOrDefault(), Event(number)));
        }

        return lines;
    }

    private static AuditEvent Event(int number) =>
        new(DateTimeOffset.UnixEpoch.AddSeconds(number), AuditActivity.FlowProgress, AuditResult.Succeeded, "something");
}
