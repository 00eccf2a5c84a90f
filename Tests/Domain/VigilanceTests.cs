using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

public sealed class VigilanceTests
{
    private readonly TestWorld _world = new(Policy.For(Baseline.Entra) with { Limits = new Limits { FailuresOverAll = 3 } });

    [Fact]
    public async Task Many_wrong_answers_within_ten_minutes_make_codes_longer_and_are_told_once()
    {
        var vigilance = new Vigilance(_world.Vault, _world.Administrators, _world.Policy);
        await WrongAsync(vigilance, 2);
        Assert.Equal((0, 0), (vigilance.MoreDigits, _world.Audited.Count));

        await WrongAsync(vigilance, 1);
        Assert.Equal(2, vigilance.MoreDigits);
        Assert.Equal(
            [new AuditEvent(_world.Vault.Now, AuditActivity.SuspiciousActivityReported, AuditResult.Blocked, "many-wrong-answers")], _world.Audited);

        await WrongAsync(vigilance, 5);
        Assert.Equal((2, 1), (vigilance.MoreDigits, _world.Audited.Count));
    }

    [Fact]
    public async Task Ten_minutes_later_codes_are_as_long_as_before()
    {
        var vigilance = new Vigilance(_world.Vault, _world.Administrators, _world.Policy);
        await WrongAsync(vigilance, 3);

        _world.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        Assert.Equal(2, vigilance.MoreDigits);
        _world.Time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(0, vigilance.MoreDigits);

        await WrongAsync(vigilance, 2);
        Assert.Equal(0, vigilance.MoreDigits);
        await WrongAsync(vigilance, 1);
        Assert.Equal((2, 2), (vigilance.MoreDigits, _world.Audited.Count));
    }

    [Fact]
    public async Task Administrators_are_told_once_an_hour()
    {
        var vigilance = new Vigilance(_world.Vault, _world.Administrators, _world.Policy);
        await WrongAsync(vigilance, 3);
        var told = Assert.Single(_world.Sent);
        Assert.Equal((Letter.ManyWrongAnswers, "admin@contoso.test", "3"), (told.Letter, told.To, told.Holes["count"]));

        _world.Time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        await WrongAsync(vigilance, 3);
        Assert.Equal((2, 1), (_world.Audited.Count, _world.Sent.Count));

        _world.Time.Advance(TimeSpan.FromMinutes(11));
        await WrongAsync(vigilance, 3);
        Assert.Equal((3, 2), (_world.Audited.Count, _world.Sent.Count));
        Assert.Equal(2, _world.Sent.Select(mail => mail.Id).Distinct().Count());
    }

    private static async Task WrongAsync(Vigilance vigilance, int times)
    {
        for (var time = 0; time < times; time++)
        {
            await vigilance.CountAsync(CancellationToken.None);
        }
    }
}
