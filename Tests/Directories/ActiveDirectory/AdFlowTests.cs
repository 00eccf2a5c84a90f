using SsprBot.Directories.OpenLdap;
using Xunit;

namespace SsprBot.Directories.ActiveDirectory;

[NeedsProgram(SambaServer.Samba, AsRoot = true)]
[NeedsProgram(OpenLdapServer.Tool)]
[Collection(SambaShared.Name)]
public sealed class AdFlowTests(SambaDomain domain) : DirectoryFlow
{
    protected override IReadOnlyList<string> Settings =>
    [
        "Kind=ActiveDirectory", $"Servers:0={domain.Server.Address}", $"CaFile={domain.Server.CaFile}", $"BindName={SambaDomain.ServiceAccount}",
        $"BindPassword={SambaDomain.ServicePassword}", $"Base={SambaSeed.Staff}", "PrivilegedGroups:0=Helpers",
    ];

    protected override Task<ContractPerson> PersonAsync(Situation situation) => AdWorld.AddAsync(domain.Server, situation);

    protected override async Task<bool> SignsInAsync(ContractPerson person, string password) => await domain.Server.SignInAsync(person.UserId, password) is "";
}
