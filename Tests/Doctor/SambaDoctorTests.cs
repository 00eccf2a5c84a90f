using SsprBot.Directories.ActiveDirectory;
using SsprBot.Directories.Ldap;
using SsprBot.World;
using Xunit;

namespace SsprBot.Doctor;

[Collection(SambaShared.Name)]
public sealed class SambaDoctorTests(SambaDomain domain)
{
    private static readonly AdKind s_kind = new();

    private readonly TestWorld _world = new();

    private string Host => domain.Server.Address;

    [SambaFact]
    public async Task A_domain_that_is_set_up_as_its_page_says_is_ok()
    {
        using var directory = AdWorld.Directory(domain.Server);

        Assert.Equal(
            [
                $"Ok directory staff: The service account gets in at {Host}.",
                "Ok directory staff: The password policy of the domain can be read.",
                "Warning directory staff: The domain controller cannot compare a password that is reset with those before.",
            ],
            await Examined.DirectoryAsync(s_kind, directory));
        Assert.InRange((await directory.TimeAsync(default))!.Value, TimeProvider.System.GetUtcNow().AddSeconds(-30), TimeProvider.System.GetUtcNow().AddSeconds(30));
    }

    [SambaFact]
    public async Task Each_server_is_tried_and_a_group_that_is_not_there_is_told()
    {
        using var directory = AdWorld.Directory(
            domain.Server, new AdSettings { Base = SambaSeed.Staff, PrivilegedGroups = ["No such group"] }, AdWorld.Reached(domain.Server, "127.0.0.1:1", domain.Server.Address));

        Assert.Equal(
            [
                "Fault directory staff: The service account does not get in at 127.0.0.1: Unreachable.",
                $"Ok directory staff: The service account gets in at {Host}.",
                "Ok directory staff: The password policy of the domain can be read.",
                "Warning directory staff: The domain controller cannot compare a password that is reset with those before.",
                "Warning directory staff: A group of PrivilegedGroups was not found, so everybody counts as an administrator.",
            ],
            await Examined.DirectoryAsync(s_kind, directory));
    }

    [SambaFact]
    public async Task A_wrong_password_of_the_service_account_is_a_fault()
    {
        using var directory = AdWorld.Directory(domain.Server, ldap: As(SambaDomain.ServiceAccount, "Not-The-Password-1"));

        Assert.Equal([$"Fault directory staff: The service account does not get in at {Host}: NotLetIn."], await Examined.DirectoryAsync(s_kind, directory));
    }

    [SambaFact]
    public async Task The_account_for_tests_is_reset_and_that_is_audited()
    {
        var canary = await AdWorld.AddAsync(domain.Server, AdWorld.Like("ines.costa"));
        using var directory = AdWorld.Directory(domain.Server);

        Assert.Equal(
            ["Ok canary staff: Its account for tests was reset.", "Ok canary staff: Its account for tests was unlocked."],
            await Examined.CanaryAsync(s_kind, directory, canary.UserId, _world.AdminLog));
        Assert.NotEmpty(await domain.Server.SignInAsync(canary.UserId, canary.Password));
        Assert.Equal(("canary-reset", _world.Vault.PersonName(canary.UserId)), _world.Audited.Select(noted => (noted.Reason, noted.Person)).Single());
    }

    [SambaFact]
    public async Task Who_may_not_reset_is_told_what_is_missing()
    {
        var (canary, other) = (await AdWorld.AddAsync(domain.Server, AdWorld.Like("ines.costa")), await AdWorld.AddAsync(domain.Server, AdWorld.Like("anna.lima")));
        using var directory = AdWorld.Directory(domain.Server, ldap: As(other.UserId, other.Password));

        Assert.Equal(
            ["Fault canary staff: Its account for tests was not reset: NotAllowed.", "Fault canary staff: Its account for tests was not unlocked: NotAllowed."],
            await Examined.CanaryAsync(s_kind, directory, canary.UserId, _world.AdminLog));
        Assert.Empty(await domain.Server.SignInAsync(canary.UserId, canary.Password));
    }

    [SambaFact]
    public async Task Only_an_ordinary_account_for_tests_is_touched()
    {
        using var whole = AdWorld.Directory(domain.Server, new AdSettings());

        Assert.Equal(
            ["Fault canary staff: The account that Canary names counts as an administrator, and was not touched."], await Examined.CanaryAsync(s_kind, whole, "Administrator", _world.AdminLog));
        Assert.Equal(["Fault canary staff: The account that Canary names was not found, or more than one was."], await Examined.CanaryAsync(s_kind, whole, "nobody", _world.AdminLog));
        Assert.Equal(["Warning canary staff: Whether passwords may be reset was not tried."], await Examined.CanaryAsync(s_kind, whole, "", _world.AdminLog));
        Assert.Empty(await domain.Server.SignInAsync(SambaServer.Administrator, SambaServer.AdministratorPassword));
        Assert.Empty(_world.Audited);
    }

    private LdapSettings As(string name, string password) => new() { Servers = [domain.Server.Address], CaFile = domain.Server.CaFile, BindName = name, BindPassword = password };
}
