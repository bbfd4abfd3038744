namespace Kontor.Locations;

/// <summary>The locations of an organization, and under which numbers it is known.</summary>
public static class LocationRegistration
{
    public static IServiceCollection AddLocations(this IServiceCollection services) => services
        .AddScoped<LocationQueries>()
        .AddScoped<IdentifierQueries>()
        .AddScoped<WriteLocations>()
        .AddScoped<DeleteLocation>();
}
