using System.Security.Cryptography;
using System.Text.Json;
using Kontor.Access;
using Kontor.Kernel;
using Microsoft.AspNetCore.DataProtection;

namespace Kontor.Tenants;

/// <summary>
/// That somebody has just signed in to a tenant as its global admin, for one account and one admin of
/// it.
/// </summary>
/// <param name="TenantId">Signed in to.</param>
/// <param name="UserId">As whom.</param>
/// <param name="Stamp">The user's security stamp of that moment; with it the proof ends.</param>
/// <param name="ForTenant">The tenant from which it is to be linked.</param>
/// <param name="For">Who wants to link it: the user, or the application.</param>
/// <param name="Until">By the wall clock.</param>
internal sealed record TenantProof(
    Guid TenantId, Guid UserId, string Stamp, Guid ForTenant, Guid For, DateTimeOffset Until)
{
    public static Guid NameOf(Actor actor) => actor.UserId?.Value ?? actor.ClientId?.Value ?? Guid.Empty;
}

/// <summary>
/// Carries the sign-in of one page to the confirmation on the next, sealed, so that no password is kept and nothing
/// is stored.
/// </summary>
public sealed class TenantProofs(
    IDataProtectionProvider protection, [FromKeyedServices(WallClock.Key)] TimeProvider clock)
{
    /// <summary>A confirmation that comes later asks for another sign-in.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>Characters; longer ones are none of ours.</summary>
    public const int MaxLength = 4_000;

    private readonly IDataProtector _seal = protection.CreateProtector("Kontor.TenantProof");

    internal string Close(Actor actor, User user) => _seal.Protect(JsonSerializer.Serialize(new TenantProof(
        user.TenantId.Value, user.Id, user.SecurityStamp!, actor.TenantId.Value, TenantProof.NameOf(actor),
        clock.Now() + Lifetime)));

    /// <summary>What was closed for this actor and still holds; null for anything else.</summary>
    internal TenantProof? Open(Actor actor, string? proof)
    {
        if (proof is not { Length: > 0 and <= MaxLength })
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<TenantProof>(_seal.Unprotect(proof)) is { } found
                && found.Until > clock.Now()
                && found.ForTenant == actor.TenantId.Value
                && found.For == TenantProof.NameOf(actor)
                ? found
                : null;
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or JsonException)
        {
            return null;
        }
    }
}
