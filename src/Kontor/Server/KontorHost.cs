using Kontor.Kernel;
using Npgsql;

namespace Kontor.Server;

/// <summary>Builds the application: for serving, and without a web server for the verbs.</summary>
public static class KontorHost
{
    /// <summary>
    /// Bytes of a request's body where the route sets no limit of its own. The surfaces take half of it, so that their
    /// own answers come first.
    /// </summary>
    private const int MaxBody = 2 * 1024 * 1024;

    /// <summary>appsettings.json beside the application, the environment, then what the command line set.</summary>
    public static IConfiguration Configuration(IEnumerable<KeyValuePair<string, string?>> commandLine) =>
        new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .AddInMemoryCollection(commandLine)
            .Build();

    public static ILoggerFactory Logging(IConfiguration configuration) => LoggerFactory.Create(logging => Configure(logging, configuration));

    /// <summary>The web application, ready to be run.</summary>
    /// <param name="configuration">Settings that are not of one server.</param>
    /// <param name="settings">Settings of this server.</param>
    /// <param name="database">Where everything is kept.</param>
    /// <param name="urls">Where it listens.</param>
    /// <param name="replace">What takes the place of a registration, such as another clock.</param>
    public static WebApplication BuildServer(
        IConfiguration configuration,
        ServerSettings settings,
        NpgsqlDataSource database,
        string[] urls,
        Action<IServiceCollection>? replace = null)
    {
        // Assets are what they were when this was built; no route looks for other files.
        configuration = new ConfigurationBuilder()
            .AddConfiguration(configuration)
            .AddInMemoryCollection([new("ReloadStaticAssetsAtRuntime", "false")])
            .Build();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            // Also where another program starts the server, such as the tests: the name leads to the pages' assets.
            ApplicationName = typeof(KontorHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseStaticWebAssets();
        builder.Configuration.AddConfiguration(configuration);
        Configure(builder.Logging, configuration);
        builder.WebHost.UseUrls(urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBody;
        });
        AddKontor(builder.Services, configuration, settings, database);
        builder.Services.AddServing();
        replace?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseKontor();
        app.MapFeatures();
        return app;
    }

    /// <summary>The same features without a web server, for verbs and tests.</summary>
    /// <param name="configuration">Settings that are not of one server.</param>
    /// <param name="settings">Settings of this server.</param>
    /// <param name="database">Where everything is kept.</param>
    /// <param name="replace">What takes the place of a registration, such as another clock.</param>
    public static ServiceProvider BuildServices(
        IConfiguration configuration,
        ServerSettings settings,
        NpgsqlDataSource database,
        Action<IServiceCollection>? replace = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => Configure(logging, configuration));
        AddKontor(services, configuration, settings, database);
        replace?.Invoke(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    private static void AddKontor(
        IServiceCollection services, IConfiguration configuration, ServerSettings settings, NpgsqlDataSource database) =>
        services
            .AddSingleton(configuration)
            .AddSingleton(settings)
            .AddSingleton(TimeProvider.System)
            .AddDatabase(database)
            .AddFeatures(configuration);

    private static void Configure(ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.ClearProviders();
        logging.AddConfiguration(configuration.GetSection("Logging"));
        logging.AddFilter("Microsoft", LogLevel.Warning);

        // Whatever the configuration says: the addresses of requests hold the secrets of invitations (REL-30). It says
        // nothing else that the exception handler does not say, and costs a twentieth of a read while it is on.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        logging.AddFilter("Npgsql", LogLevel.Warning);

        // That keys lie in the database unencrypted is said by the server itself, with what to do about it.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
    }
}
