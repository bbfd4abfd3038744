using Kontor.Kernel;
using Kontor.Server;

namespace Kontor.Sandbox;

public static class SandboxRegistration
{
    /// <summary>In the demo world mails stay inside; elsewhere they go where the configuration says.</summary>
    public static IServiceCollection AddSandbox(
        this IServiceCollection services, IConfiguration configuration) => services
        .AddScoped<MailboxQueries>()
        .AddSingleton<IMailCarrier>(provider =>
        {
            var settings = provider.GetRequiredService<ServerSettings>();
            return settings.IsDemo
                ? new Mailbox(provider.GetRequiredService<TimeProvider>())
                : new PickupFolder(configuration["Kontor:Mail:Pickup"] ?? Path.Combine(settings.DataFolder, "mail"));
        });
}
