using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kontor.Kernel;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Kontor.Access;

/// <summary>Users, applications, tokens, and who may do what.</summary>
public static class AccessRegistration
{
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<AccessOptions>(configuration.GetSection("Kontor"));
        services.PostConfigure<AccessOptions>(options => options.PublicUrl = options.PublicUrl.TrimEnd('/'));
        services.TryAddKeyedSingleton(WallClock.Key, TimeProvider.System);
        services.AddSharedDataProtection(configuration.GetSection("Kontor:DataProtection"));
        services.AddPeople();
        services.AddSingleton<IValidateOptions<PasswordOptions>, PasswordOptions.Check>()
            .AddOptions<PasswordOptions>().BindConfiguration(PasswordOptions.Section).ValidateOnStart();
        return services
            .AddSingleton<NewKeyPair>(() => RSA.Create(PublicKey.MinBits))
            .AddSingleton<SigningKeys>()
            .AddSingleton<AccessTokens>()
            .AddSingleton<FailureLimit>()
            .AddSingleton<Subjects>()
            .AddSingleton<IRefusalWriter>(new BareRefusals("/v1"))
            .AddSingleton<IRefusalWriter>(new BareRefusals("/webhooks"))
            .AddSingleton<IRefusalWriter, ProblemRefusals>()
            .AddSingleton<IRefusalWriter, PageRefusals>()
            .AddScoped<Caller>()
            .AddScoped<Actor>(provider => provider.GetRequiredService<Caller>().Actor!)
            .AddScoped<SignIn>()
            .AddScoped<OtherSessions>()
            .AddScoped<TenantSessions>()
            .AddScoped<PasswordChoice>()
            .AddScoped<CreateUser>()
            .AddScoped<CreateOperator>()
            .AddScoped<AccountClaims>()
            .AddScoped<ClaimAccount>()
            .AddScoped<ChoosePassword>()
            .AddScoped<RegisterApplication>()
            .AddScoped<IssueToken>();
    }

    /// <summary>
    /// Who is asking, and may they. Stands after routing and before everything that wants to know the actor.
    /// </summary>
    public static IApplicationBuilder UseAccess(this IApplicationBuilder app)
    {
        // Tells the framework not to put its own authentication middleware in front of everything.
        app.Properties["__AuthenticationMiddlewareSet"] = true;
        return app.UseMiddleware<AccessMiddleware>();
    }

    public static void MapAccess(this IEndpointRouteBuilder app)
    {
        app.MapTokens();
        app.MapDiscovery();
        app.MapGroup("/api").MapAccountClaims();
    }

    /// <summary>ASP.NET Core Identity's parts for passwords, on our own tables, and the cookie of the pages.</summary>
    private static void AddPeople(this IServiceCollection services)
    {
        services
            .AddIdentityCore<User>(options =>
            {
                // Length is what counts; rules about signs make people write passwords down.
                options.Password.RequiredLength = 12;
                options.Password.RequiredUniqueChars = 5;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
            })
            .AddPasswordValidator<NameIsNoPassword>()
            .AddUserStore<UserOnlyStore<User, KontorDb, Guid>>();
        services.AddAuthentication().AddCookie(IdentityConstants.ApplicationScheme, options =>
        {
            options.Cookie.Name = Sessions.CookieName;
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.ExpireTimeSpan = Sessions.IdleTime;
            options.SlidingExpiration = true;
        });
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<IServiceProvider>((options, provider) =>
                options.TimeProvider = provider.GetRequiredKeyedService<TimeProvider>(WallClock.Key));
    }

    /// <summary>
    /// Keys for cookies and for secrets at rest, shared through the database, encrypted where a certificate is given.
    /// </summary>
    private static void AddSharedDataProtection(this IServiceCollection services, IConfigurationSection settings)
    {
        services.AddSingleton<DatabaseKeyRing>();
        services.AddOptions<KeyManagementOptions>()
            .Configure<DatabaseKeyRing>((options, ring) => options.XmlRepository = ring);
        var protection = services.AddDataProtection().SetApplicationName("Kontor");
        if (Certificate(settings["Certificate"], settings["CertificatePassword"]) is { } certificate)
        {
            protection.ProtectKeysWithCertificate(certificate);
        }

        // After a change of certificates, older keys still need the former one.
        if (Certificate(settings["FormerCertificate"], settings["FormerCertificatePassword"]) is { } former)
        {
            protection.UnprotectKeysWithAnyCertificate(former);
        }
    }

    /// <summary>From a PKCS #12 file, or from a PEM file that holds certificate and key.</summary>
    private static X509Certificate2? Certificate(string? path, string? password) =>
        path is null ? null
        : Path.GetExtension(path) is ".pem" or ".crt" ? X509Certificate2.CreateFromPemFile(path)
        : X509CertificateLoader.LoadPkcs12FromFile(path, password);
}
