using System.Text.Json;
using Kontor.Kernel;

namespace Kontor.Eligibility;

/// <summary>The names of the demo world's actors and their tenants, as its <c>credentials.json</c> has them.</summary>
internal sealed class DemoActors
{
    private readonly Dictionary<string, TenantId> _tenants;

    private DemoActors(Dictionary<string, TenantId> tenants) => _tenants = tenants;

    /// <summary>Those of a data folder; none where it holds no demo world.</summary>
    public static DemoActors In(string folder)
    {
        var tenants = new Dictionary<string, TenantId>(StringComparer.OrdinalIgnoreCase);
        var file = Path.Combine(folder, "credentials.json");
        if (File.Exists(file))
        {
            using var credentials = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var actor in credentials.RootElement.EnumerateObject())
            {
                if (actor.Value.ValueKind == JsonValueKind.Object
                    && actor.Value.TryGetProperty("tenantId", out var id)
                    && Guid.TryParse(id.ToString(), out var tenant))
                {
                    tenants[actor.Name] = new TenantId(tenant);
                }
            }
        }

        return new DemoActors(tenants);
    }

    public TenantId? Find(string actor) => _tenants.TryGetValue(actor, out var tenant) ? tenant : null;
}
