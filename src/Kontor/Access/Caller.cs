using System.Diagnostics.CodeAnalysis;
using Kontor.Kernel;

namespace Kontor.Access;

/// <summary>
/// Who sends the present request. Filled once, before any endpoint runs; use cases take its <see cref="Actor"/>, which
/// endpoints and pages also get directly where a permission guards them.
/// </summary>
public sealed class Caller
{
    public Subject? Subject { get; internal set; }

    /// <summary>Null when nobody is signed in.</summary>
    public Actor? Actor => Subject?.Actor;

    /// <summary>Whether the caller may do this; also for pages, to show only what works.</summary>
    public Decision May(Permission permission, PermissionLevel level = PermissionLevel.Full) => Subject is { } subject
        ? PermissionTable.May(
            subject.Actor.TenantKind, subject.PartnerTypes, subject.Actor.Roles, permission, level)
        : Decision.Refused(AccessReasons.NotSignedIn);

    /// <summary>Whether the caller may use a route, by what the route says; everybody may where it says nothing.</summary>
    public Decision MayUse(Endpoint endpoint)
    {
        var decision = Decision.Granted;
        foreach (var needed in endpoint.Metadata.GetOrderedMetadata<RequiresPermissionAttribute>())
        {
            decision = decision.And(May(needed.Permission, needed.Level));
        }

        return decision;
    }

    [MemberNotNullWhen(true, nameof(Subject), nameof(Actor))]
    public bool IsSignedIn => Subject is not null;
}
