using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SsprBot.Host;
using Xunit;

namespace SsprBot.Abuse;

/// <summary>Settings that would make the product weak: it does not start, and says everything that is wrong with them.</summary>
public sealed class WeakSettingsTests
{
    private static readonly (string, string)[] s_production =
    [
        ("ASPNETCORE_ENVIRONMENT", "Production"),
        ("Web__PublicBaseUrl", "https://reset.contoso.test"),
        ("Directories__cloud__Kind", "Entra"),
        ("Directories__cloud__TenantId", "aaaabbbb-cccc-4ddd-8eee-ffff00001111"),
        ("Directories__cloud__ClientId", "0f0e0d0c-1111-4222-8333-444455556666"),
        ("Directories__cloud__ClientSecret", "the-secret-of-the-application"),
        ("Smtp__Host", "mail.contoso.test"),
        ("Smtp__From", "no-reply@contoso.test"),
    ];

    [Fact]
    [Rule("D-01")]
    [Rule("D-02")]
    [Rule("D-07")]
    [Rule("D-08")]
    [Rule("D-09")]
    [Rule("D-11")]
    [Rule("D-25")]
    [Rule("D-29")]
    [Rule("D-40")]
    [Rule("D-47")]
    public async Task Settings_that_are_weak_in_everything_are_refused_and_each_is_named()
    {
        var (exitCode, output) = await BotProcess.RunAsync(settings:
        [
            .. s_production,
            ("Web__PublicBaseUrl", "http://reset.contoso.test"),
            ("Directories__more__Kind", "Demo"),
            ("Policy__SmsCodeDigits", "4"),
            ("Policy__MailCodeDigits", "4"),
            ("Policy__SmsCodeLifetime", "01:00:00"),
            ("Policy__MailCodeLifetime", "01:00:00"),
            ("Policy__LinkLifetime", "01:00:00"),
            ("Policy__SessionLifetime", "1.00:00:00"),
            ("Policy__CaptchaLifetime", "01:00:00"),
            ("Policy__CodeTries", "9"),
            ("Policy__Gates", "0"),
            ("Policy__ForGroups__0__Group", "Staff"),
            ("Policy__ForGroups__0__Gates", "2"),
            ("Policy__ForGroups__0__Methods__0", "SecurityQuestions"),
            ("Policy__Limits__FailuresPerAccount", "30"),
            ("Policy__Limits__FailuresPerMethod", "30"),
            ("Policy__Passwords__MinLength", "4"),
        ]);

        Assert.Equal(1, exitCode);
        Assert.All(
            [
                "Web:PublicBaseUrl must be the https address", "The demo directory is for Development only", "add D-01", "add D-02", "Policy:SmsCodeLifetime is above", "Policy:MailCodeLifetime is above", "Policy:LinkLifetime is above",
                "add D-08", "add D-29", "add D-09", "Gates must be between 1 and 2", "Policy:ForGroups:0:Methods holds fewer", "FailuresPerAccount is above", "FailuresPerMethod is above", "add D-47",
            ],
            fault => Assert.Contains(fault, output, StringComparison.Ordinal));
    }

    [Fact]
    [Rule("D-64")]
    public async Task Outside_development_keys_that_nothing_protects_are_refused()
    {
        var data = Directory.CreateTempSubdirectory("sspr-").FullName;
        var (withoutExit, without) = await BotProcess.RunAsync(settings: [.. s_production, ("Data__Folder", data)]);
        await using (await BotProcess.StartAsync(data))
        {
            // It makes the keys that lie there as they are.
        }

        var (plainExit, plain) = await BotProcess.RunAsync(settings: [.. s_production, ("Data__Folder", data), ("Data__KeyCertificatePath", Certificate(data)), ("Data__KeyCertificatePassword", "right")]);

        Assert.All((int[])[withoutExit, plainExit], exitCode => Assert.NotEqual(0, exitCode));
        Assert.Contains("Outside Development the key ring must be encrypted", without, StringComparison.Ordinal);
        Assert.Contains("is not encrypted: it was made in Development.", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("Now listening", without + plain, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://help.contoso.test")]
    [InlineData("//help.contoso.test")]
    [Rule("D-74")]
    public async Task A_help_desk_that_is_no_https_address_is_refused(string link)
    {
        var (exitCode, output) = await BotProcess.RunAsync(settings: ("Organisation__HelpDeskLink", link));

        Assert.NotEqual(0, exitCode);
        Assert.Contains("Organisation:HelpDeskLink must be an https address.", output, StringComparison.Ordinal);
    }

    private static string Certificate(string folder)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Contoso", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var path = Path.Combine(folder, "keys.pfx");
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pkcs12, "right"));
        return path;
    }
}
