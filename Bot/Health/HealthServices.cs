using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace SsprBot.Health;

/// <summary>What a load balancer asks: <c>/healthz</c>, whether the process lives, and <c>/readyz</c>, whether it can serve. Both answer with one word.</summary>
public static class HealthServices
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<StorageHealth>();
        services.AddHealthChecks().AddCheck<StorageHealth>("storage");
        return services;
    }

    public static void MapHealth(this WebApplication host)
    {
        host.MapHealthChecks("/healthz", new HealthCheckOptions { Predicate = _ => false });
        host.MapHealthChecks("/readyz");
    }
}
