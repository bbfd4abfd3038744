namespace Kontor.Access;

/// <summary>A request for a token, well-formed and not yet believed.</summary>
/// <param name="Tenant">From the address: a domain, a tenant id, or null for "whichever the client belongs to".</param>
/// <param name="ClientId">As sent.</param>
/// <param name="ClientSecret">Null when none was sent, which only a request with a user may do.</param>
/// <param name="User">The person to be signed in, or null for the application on its own.</param>
/// <param name="Audience">The resource asked for, one that is known.</param>
/// <param name="Address">Where it comes from, for slowing down guesses.</param>
public sealed record TokenRequest(
    string? Tenant, string ClientId, string? ClientSecret, TokenUser? User, string Audience, string Address);

/// <summary>A person's name and password in a request for a token.</summary>
public sealed record TokenUser(string UserName, string Password);

/// <summary>What a request for a token is answered.</summary>
public abstract record TokenAnswer;

/// <summary>A token.</summary>
public sealed record TokenGranted(string Token, AccessToken Content) : TokenAnswer;

/// <summary>
/// An error of RFC 6749 5.2. The number is the one that clients know from the service Kontor stands in for; the
/// description is English, as the RFC wants it.
/// </summary>
public sealed record TokenRefused(int Status, string Error, int Number, string Description) : TokenAnswer
{
    /// <summary>Seconds, on 429.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Unknown tenant, unknown or revoked application, wrong secret: all the same.</summary>
    public static TokenRefused InvalidClient { get; } = new(
        StatusCodes.Status401Unauthorized, "invalid_client", 7000215,
        "The application is not known in this tenant, or its secret is not right. "
        + "Check tenant, client_id and client_secret.");

    /// <summary>Unknown user, wrong password, locked or deactivated account, other tenant: all the same.</summary>
    public static TokenRefused InvalidGrant { get; } = new(
        StatusCodes.Status400BadRequest, "invalid_grant", 50126,
        "The user name or the password is not right for this tenant, or the account is locked. "
        + "Check them, or wait five minutes.");

    /// <summary>The password is a temporary one (ROL-01); told to nobody but whoever has it.</summary>
    public static TokenRefused PasswordMustBeChosen { get; } = new(
        StatusCodes.Status400BadRequest, "invalid_grant", 50055,
        "The password is temporary. Sign in to the pages with it and choose another one.");

    public static TokenRefused UnsupportedGrant { get; } = new(
        StatusCodes.Status400BadRequest, "unsupported_grant_type", 70003,
        "The grant type is not supported. Use client_credentials or password.");

    public static TokenRefused InvalidScope { get; } = new(
        StatusCodes.Status400BadRequest, "invalid_scope", 70011,
        "The scope is not valid. Use one resource, such as https://api.partnercenter.microsoft.com/.default.");

    public static TokenRefused InvalidResource { get; } = new(
        StatusCodes.Status400BadRequest, "invalid_resource", 500011,
        "The resource is not known. Use https://api.partnercenter.microsoft.com or https://graph.windows.net.");

    public static TokenRefused InvalidTenant { get; } = new(
        StatusCodes.Status400BadRequest, "invalid_tenant", 900023,
        "The tenant in the address is neither a tenant id nor a domain name, common or organizations.");

    public static TokenRefused InvalidInstance { get; } = new(
        StatusCodes.Status400BadRequest, "invalid_instance", 50049,
        "The authorization_endpoint is missing or not an absolute address.");

    /// <summary>The request cannot be understood.</summary>
    /// <param name="description">What is wrong with it and what to send instead.</param>
    public static TokenRefused InvalidRequest(string description) =>
        new(StatusCodes.Status400BadRequest, "invalid_request", 900144, description);

    public static TokenRefused TooManyAttempts(TimeSpan wait) => new(
        StatusCodes.Status429TooManyRequests, "temporarily_unavailable", 50196,
        "There were too many failed attempts for this client. Wait as long as Retry-After says.")
    {
        RetryAfter = (int)Math.Ceiling(wait.TotalSeconds),
    };
}
