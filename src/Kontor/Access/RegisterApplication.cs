using System.Collections.Immutable;
using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Access;

/// <summary>An application as its owner sees it once.</summary>
/// <param name="ClientId">Its public name.</param>
/// <param name="Secret">Cannot be seen again.</param>
public sealed record RegisteredApplication(ClientId ClientId, string Secret);

/// <summary>Registers a program that may call the API for a tenant, with the roles consented to it.</summary>
public sealed class RegisterApplication(KontorDb db, TimeProvider clock)
{
    public async Task<Result<RegisteredApplication>> Handle(
        TenantId tenant, string name, ImmutableArray<Role> roles, CancellationToken cancel)
    {
        var now = clock.Now();
        var kind = await db.Tenants.Where(t => t.Id == tenant).Select(t => t.Kind).SingleAsync(cancel);
        var decision = RoleRules.MayHold(kind, roles);
        if (!decision.IsGranted)
        {
            return decision;
        }

        // Random rather than ordered by time: clients take it for a GUID of the wire's kind.
        var registered = new RegisteredApplication(new ClientId(Guid.NewGuid()), Secrets.New());
        db.ApiApplications.Add(new ApiApplication
        {
            ClientId = registered.ClientId,
            TenantId = tenant,
            Name = name,
            SecretHash = Secrets.Hash(registered.Secret),
            Roles = [.. roles.Distinct().Order()],
            CreatedAt = now,
        });
        await db.SaveChangesAsync(cancel);
        return registered;
    }
}
