using System.Text.Json.Nodes;
using Xunit;

namespace SsprBot.Deployment;

public sealed class ContainerTests
{
    private static readonly string[] Probes = ["/readyz", "/healthz"];

    [Fact]
    public async Task The_image_is_built_by_a_sound_script_and_runs_as_nobody_special()
    {
        var lines = await File.ReadAllLinesAsync(Checks.Find("container/Dockerfile"));
        var last = lines.Skip(Array.FindLastIndex(lines, line => line.StartsWith("FROM ", StringComparison.Ordinal))).ToArray();

        Assert.Empty(await Checks.ReadAsync("dockerfile", Checks.Find("container/Dockerfile")));
        Assert.Contains("chiseled", last[0], StringComparison.Ordinal);
        Assert.Contains("USER $APP_UID", last);
        Assert.DoesNotContain(last, line => line.StartsWith("RUN ", StringComparison.Ordinal));
        Assert.Contains("ENTRYPOINT [\"dotnet\", \"SsprBot.dll\"]", last);
    }

    [Fact]
    public async Task The_Kubernetes_objects_are_valid() =>
        Assert.Empty(await Checks.ReadAsync("kubernetes", Checks.Find("kubernetes/sspr-bot.yaml")));

    [Fact]
    public async Task In_Kubernetes_two_instances_run_without_rights_and_are_asked_how_they_are()
    {
        var bot = (await KubernetesAsync()).Single(one => (string?)one["kind"] == "Deployment" && (string?)one["metadata"]!["name"] == "sspr-bot");
        var pod = bot["spec"]!["template"]!["spec"]!;
        var container = pod["containers"]![0]!;

        Assert.Equal(2, (int)bot["spec"]!["replicas"]!);
        Assert.True((bool)pod["securityContext"]!["runAsNonRoot"]!);
        Assert.True((bool)container["securityContext"]!["readOnlyRootFilesystem"]!);
        Assert.All(
            (string[])["startupProbe", "readinessProbe", "livenessProbe"],
            probe => Assert.Contains((string)container[probe]!["httpGet"]!["path"]!, Probes));
    }

    [Fact]
    public async Task In_Kubernetes_every_selector_finds_its_pods()
    {
        var all = await KubernetesAsync();
        var pods = all.Where(one => (string?)one["kind"] == "Deployment").Select(one => (string)one["spec"]!["template"]!["metadata"]!["labels"]!["app"]!).ToArray();
        var sought = all.Where(one => (string?)one["kind"] is "Service").Select(one => (string)one["spec"]!["selector"]!["app"]!);

        Assert.Equal(pods.Order(StringComparer.Ordinal), sought.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_settings_are_settings_of_the_product()
    {
        var compose = (await Checks.ReadAsync("documents", Checks.Find("container/compose.yaml")))[0]!["services"]!["bot"]!["environment"]!.AsObject().Select(variable => variable.Key);
        var kubernetes = (await KubernetesAsync()).Single(one => (string?)one["kind"] == "ConfigMap")["data"]!.AsObject().Select(variable => variable.Key);
        var example = (await File.ReadAllLinesAsync(Checks.Find("container/sspr.env.example"))).Where(line => !line.StartsWith('#')).Select(line => line.Split('=')[0]);

        Assert.DoesNotContain(compose.Concat(kubernetes).Concat(example), name => name != "SSL_CERT_DIR" && !SettingNames.Exist(name));
    }

    private static async Task<JsonNode[]> KubernetesAsync() =>
        [.. (await Checks.ReadAsync("documents", Checks.Find("kubernetes/sspr-bot.yaml"))).Select(document => document!)];
}
