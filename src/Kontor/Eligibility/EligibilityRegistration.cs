namespace Kontor.Eligibility;

public static class EligibilityRegistration
{
    public static IServiceCollection AddEligibility(this IServiceCollection services) => services
        .AddScoped<PartyFacts>()
        .AddScoped<AskedPartiesQuery>()
        .AddScoped<EligibilityQueries>()
        .AddScoped<AskEligibility>();
}
