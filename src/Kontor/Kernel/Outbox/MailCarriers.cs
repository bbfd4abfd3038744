using Microsoft.Extensions.Options;

namespace Kontor.Kernel;

/// <summary>How mail leaves a server that is no demo.</summary>
public static class MailCarriers
{
    /// <summary>The settings, looked at when the server starts.</summary>
    internal static IServiceCollection AddMailOptions(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsCheck>()
            .AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateOnStart();
        return services;
    }

    /// <summary>By SMTP where a host is named; else into a folder, which is <paramref name="folder"/> if none is set.</summary>
    public static IMailCarrier Of(MailOptions options, string folder) =>
        options.HasHost ? new SmtpCarrier(options) : new PickupFolder(options.Pickup ?? folder, options);
}
