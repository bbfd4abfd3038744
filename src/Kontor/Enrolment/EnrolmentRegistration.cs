namespace Kontor.Enrolment;

/// <summary>The partners' places in the program.</summary>
public static class EnrolmentRegistration
{
    public static IServiceCollection AddEnrolment(this IServiceCollection services) =>
        services.AddScoped<PartnerQueries>();
}
