namespace SsprBot.Directories.ActiveDirectory;

/// <summary>What Samba is told.</summary>
internal static class SambaSettings
{
    /// <summary>Sets the time of a password where no client may, in Samba's own files: Python with the folder, the DN and the time as arguments.</summary>
    public const string Backdating = """
        import sys, ldb
        from samba.auth import system_session
        from samba.param import LoadParm
        from samba.samdb import SamDB
        folder, dn, when = sys.argv[1:]
        lp = LoadParm()
        lp.load_default()
        samdb = SamDB(url=folder + "/private/sam.ldb", session_info=system_session(), lp=lp)
        samdb.modify_ldif(f"dn: {dn}\nchangetype: modify\nreplace: pwdLastSet\npwdLastSet: {when}\n", controls=["local_oid:1.3.6.1.4.1.7165.4.3.20:0"])
        """;

    /// <summary>A domain controller that serves LDAP alone, at one address, out of one folder.</summary>
    public static string Of(string folder, string address) => $"""
        [global]
        netbios name = DC1
        realm = CORP.CONTOSO.TEST
        workgroup = CORP
        server role = active directory domain controller
        server services = ldap
        interfaces = {address}/8
        bind interfaces only = yes
        old password allowed period = 0
        private dir = {folder}/private
        state directory = {folder}/state
        lock directory = {folder}/lock
        cache directory = {folder}/cache
        pid directory = {folder}/run
        ncalrpc dir = {folder}/nc
        winbindd socket directory = {folder}/run/winbindd
        binddns dir = {folder}/bd
        log file = {folder}/log/log.samba
        tls enabled = yes
        tls keyfile = {folder}/server.key
        tls certfile = {folder}/server.pem
        tls cafile = {folder}/ca.pem
        [sysvol]
        path = {folder}/state/sysvol
        read only = no
        [netlogon]
        path = {folder}/state/sysvol/corp.contoso.test/scripts
        read only = no

        """;
}
