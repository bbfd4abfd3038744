using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Access;

/// <summary>Gives a token to an application, on its own or with a user's name and password.</summary>
public sealed class IssueToken(KontorDb db, SignIn signIn, AccessTokens tokens, FailureLimit failures)
{
    // Compared when there is no application, so that the work is the same.
    private static readonly byte[] NoSecret = Secrets.Hash("");

    public async Task<TokenAnswer> Handle(TokenRequest request, CancellationToken cancel)
    {
        if (failures.Wait(request.ClientId, request.Address) is { } wait)
        {
            return TokenRefused.TooManyAttempts(wait);
        }

        var application = await Find(request, cancel);
        var hasRightSecret = request.ClientSecret is { } secret
            && Secrets.Matches(secret, application?.SecretHash ?? NoSecret)
            && application is not null;
        var answer = (request.ClientSecret, request.User) switch
        {
            (not null, _) when !hasRightSecret => TokenRefused.InvalidClient,
            (_, null) => hasRightSecret ? await Grant(application!, null, request, cancel) : TokenRefused.InvalidClient,
            (_, { } user) => await GrantToUser(application, user, request, cancel),
        };
        if (answer is TokenRefused)
        {
            failures.Failed(request.ClientId, request.Address);
        }

        return answer;
    }

    /// <summary>The application, if it belongs to the tenant of the address.</summary>
    private async Task<ApiApplication?> Find(TokenRequest request, CancellationToken cancel)
    {
        if (!Guid.TryParse(request.ClientId, out var id))
        {
            return null;
        }

        var client = new ClientId(id);
        var application = await db.ApiApplications.AsNoTracking()
            .SingleOrDefaultAsync(a => a.ClientId == client && a.RevokedAt == null, cancel);
        if (request.Tenant is null || application is null)
        {
            return application;
        }

        if (Guid.TryParse(request.Tenant, out var named))
        {
            return application.TenantId.Value == named ? application : null;
        }

        var domain = request.Tenant.ToLowerInvariant();
        return await db.TenantDomains.AnyAsync(d => d.Domain == domain && d.TenantId == application.TenantId, cancel)
            ? application
            : null;
    }

    private async Task<TokenAnswer> GrantToUser(
        ApiApplication? application, TokenUser wanted, TokenRequest request, CancellationToken cancel)
    {
        // Without an application nobody is signed in, yet it takes as long and counts against nobody's account.
        var result = await signIn.Handle(application is null ? "" : wanted.UserName, wanted.Password, cancel);
        var user = result.ValueOrNull;
        return application is null || user is null || user.TenantId != application.TenantId
            ? TokenRefused.InvalidGrant
            : user.TemporaryUntil is not null ? TokenRefused.PasswordMustBeChosen
            : await Grant(application, user, request, cancel);
    }

    private async Task<TokenAnswer> Grant(
        ApiApplication application, User? user, TokenRequest request, CancellationToken cancel)
    {
        var owner = new TokenOwner(
            application.TenantId, application.ClientId, user?.UserId, user?.UserName, user?.FullName);
        var (token, content) = await tokens.Issue(owner, request.Audience, cancel);
        return new TokenGranted(token, content);
    }
}
