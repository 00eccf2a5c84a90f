using OtpNet;
using SsprBot.Domain;

namespace SsprBot.World;

/// <summary>An authenticator app on somebody's phone.</summary>
internal sealed class FakeApp(TestWorld world, string seed)
{
    public const string Seed = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    /// <summary>Anna registers an app.</summary>
    public static async Task<FakeApp> OfAnnaAsync(TestWorld world, long lastStep = 0)
    {
        await world.People.ChangeAsync(
            world.Directory[FakeDirectory.Anna].Id, enrolment => enrolment with { App = new EnrolledApp(Seed, lastStep, world.Time.GetUtcNow()) }, CancellationToken.None);
        return new FakeApp(world, Seed);
    }

    /// <summary>The seed that a page shows in groups.</summary>
    public static string SeedOf(AppRegistering shown) => ((AppRegistering.Waiting)shown).Key.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>What it shows.</summary>
    /// <param name="steps">So many steps of 30 seconds from now.</param>
    public string Code(int steps = 0) => new Totp(Base32Encoding.ToBytes(seed)).ComputeTotp(world.Time.GetUtcNow().UtcDateTime.AddSeconds(30 * steps));
}
