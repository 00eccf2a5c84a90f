using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SsprBot.Settings;

namespace SsprBot.Tools;

/// <summary>Writes the Teams app package: the files of deploymentTemplates/teams with their placeholders filled from the settings.</summary>
internal sealed class TeamsPackage : ITool
{
    private const string Resources = "Teams/";
    private const string UsualName = "sspr-bot.zip";

    // A fixed time: the same settings give the same file.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public string Words => "teams package";

    public string Purpose => $"writes the app package for Teams into the file that is named behind it, {UsualName} if none is";

    public async Task<int> RunAsync(IServiceProvider services, IReadOnlyList<string> words, TextWriter output)
    {
        var appId = services.GetRequiredService<IOptions<BotRegistration>>().Value.MicrosoftAppId;
        if (services.GetRequiredService<IOptions<WebSettings>>().Value.PublicBaseUrl is not { Scheme: "https" } address || appId.Length == 0)
        {
            await output.WriteLineAsync("The package needs MicrosoftAppId, and Web:PublicBaseUrl with the https address that people use.");
            return 1;
        }

        var organisation = services.GetRequiredService<IOptions<OrganisationSettings>>().Value.Name;
        var path = words is [var named, ..] ? named : UsualName;
        await using (var file = new FileStream(path, FileMode.Create, FileAccess.Write))
        {
            await WriteAsync(file, text => Fill(text, appId, organisation, address));
        }

        await output.WriteLineAsync($"{Path.GetFullPath(path)} can be uploaded in the Teams admin center.");
        return 0;
    }

    private static async Task WriteAsync(FileStream file, Func<string, string> fill)
    {
        var assembly = typeof(TeamsPackage).Assembly;
        await using var package = new ZipArchive(file, ZipArchiveMode.Create);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Resources, StringComparison.Ordinal)))
        {
            var entry = package.CreateEntry(name[Resources.Length..]);
            entry.LastWriteTime = Epoch;
            await using var content = assembly.GetManifestResourceStream(name)!;
            await using var target = await entry.OpenAsync();
            if (name.EndsWith(".json", StringComparison.Ordinal))
            {
                using var reader = new StreamReader(content);
                await target.WriteAsync(Encoding.UTF8.GetBytes(fill(await reader.ReadToEndAsync())));
            }
            else
            {
                await content.CopyToAsync(target);
            }
        }
    }

    private static string Fill(string text, string appId, string organisation, Uri address) => text
        .Replace("${{MicrosoftAppId}}", appId, StringComparison.Ordinal)
        .Replace("${{Organisation}}", JsonEncodedText.Encode(organisation).ToString(), StringComparison.Ordinal)
        .Replace("${{PublicBaseUrl}}", address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
        .Replace("${{PublicHost}}", address.Authority, StringComparison.Ordinal);
}
