namespace Kontor.Operations;

/// <summary>What operators look at to keep the server going.</summary>
public static class OperationsRegistration
{
    public static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddScoped<OutgoingMailQueries>()
        .AddScoped<RetryMail>();
}
