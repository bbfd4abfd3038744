using Kontor.Kernel;
using Kontor.Server;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Kontor.Sandbox;

public static class SandboxRegistration
{
    /// <summary>In the demo world mails stay inside; elsewhere they go where the configuration says.</summary>
    public static IServiceCollection AddSandbox(this IServiceCollection services) => services
        .AddScoped<MailboxQueries>()
        .AddSingleton<IMailCarrier>(provider =>
        {
            var settings = provider.GetRequiredService<ServerSettings>();
            return settings.IsDemo
                ? new Mailbox(provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<TimeProvider>())
                : MailCarriers.Of(
                    provider.GetRequiredService<IOptions<MailOptions>>().Value, Path.Combine(settings.DataFolder, "mail"));
        });
}
