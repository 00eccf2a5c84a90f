using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Span = System.Diagnostics.Activity;

namespace SsprBot.Telemetry;

/// <summary>Traces, metrics and logs by OTLP, when the standard variable <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to; all else is set by the standard variables too.</summary>
public static class TelemetryServices
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (string.IsNullOrEmpty(configuration[Endpoint]))
        {
            return;
        }

        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(Signals.Name, serviceVersion: Version))
            .WithTracing(traces => traces
                .AddSource(Signals.Name)
                .AddAspNetCoreInstrumentation(requests =>
                {
                    requests.Filter = context => !IsProbe(context.Request.Path);
                    requests.EnrichWithHttpRequest = (span, _) => HideAddress(span);
                    requests.EnrichWithHttpResponse = (span, response) => ShowRoute(span, response.HttpContext);
                })
                .AddHttpClientInstrumentation(calls => calls.EnrichWithHttpRequestMessage = (span, request) => span.SetTag("url.full", request.RequestUri?.GetLeftPart(UriPartial.Authority))))
            .WithMetrics(metrics => metrics
                .AddMeter(Signals.Name)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation())
            .WithLogging(null, logs => logs.IncludeFormattedMessage = true)
            .UseOtlpExporter();
    }

    private static string? Version => typeof(TelemetryServices).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

    private static bool IsProbe(PathString path) => path == "/healthz" || path == "/readyz";

    // A path can be a secret: that of a link is.
    private static void HideAddress(Span span) => span.SetTag("url.path", null).SetTag("url.query", null).SetTag("user_agent.original", null).SetTag("client.address", null);

    private static void ShowRoute(Span span, HttpContext context)
    {
        HideAddress(span);
        span.SetTag("url.path", (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
    }
}
