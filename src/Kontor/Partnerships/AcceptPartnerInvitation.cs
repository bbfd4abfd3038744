using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Eligibility;
using Kontor.Kernel;
using Kontor.Policy;

namespace Kontor.Partnerships;

/// <summary>
/// Use case: a reseller's global admin authorizes the provider that invited it (REL-16 … REL-19). Of two acceptances at
/// once, one makes the partnership and the other is told that it exists (REL-31).
/// </summary>
public sealed class AcceptPartnerInvitation(
    KontorDb db,
    PartnerInvitationLookup invitations,
    PartyFacts parties,
    BusinessCards cards,
    CurrentPolicy policy,
    TimeProvider clock)
{
    /// <param name="actor">A user of the reseller.</param>
    /// <param name="token">From the link.</param>
    /// <param name="confirmed">REL-16: the box is ticked.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<Partnership>> Handle(Actor actor, string? token, bool confirmed, CancellationToken cancel)
    {
        var now = clock.Now();
        var invitation = await invitations.FindOpen(token, now, cancel);
        if (invitation is null)
        {
            return PartnershipReasons.LinkInvalid;
        }

        var may = PartnershipRules.MayOpen(actor);
        if (!may.IsGranted)
        {
            return may;
        }

        await using var transaction =
            db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancel) : null;
        TenantId[] both = [invitation.ProviderId, actor.TenantId];

        // ENR-61: nobody who is suspended meanwhile begins a partnership.
        await parties.Hold(both, cancel);
        var known = await parties.Load(both, cancel);
        var (provider, reseller) = (known[invitation.ProviderId], known[actor.TenantId]);
        var ties = await parties.TiesBetween(both, cancel);
        var decision = PartnershipRules.MayAccept(actor, provider, reseller, ties, policy.Value, confirmed);
        if (!decision.IsGranted)
        {
            return decision;
        }

        var card = await cards.Of(both, cancel);
        var partnership = new Partnership
        {
            Id = new(Guid.CreateVersion7(now)),
            ProviderId = provider.TenantId,
            ResellerId = reseller.TenantId,
            ResellerNetworkId = card[reseller.TenantId].NetworkId!,
            ProviderNameKey = provider.Name.ToLowerInvariant(),
            ResellerNameKey = reseller.Name.ToLowerInvariant(),
            InvitationId = invitation.Id,
            BegunAt = now,
        };
        db.Add(partnership);
        invitation.Answer(reseller.TenantId, accepted: true, now);
        Tell(actor, partnership, card[provider.TenantId], card[reseller.TenantId], reseller.HasSignedInRegion, now);

        switch (await db.TrySaveChanges(cancel))
        {
            case null:
                await (transaction?.CommitAsync(cancel) ?? Task.CompletedTask);
                return partnership;
            case { Constraint: PartnershipStorage.OneActivePerPair }:
                return PartnershipReasons.PartnershipExists.About(provider.Name, reseller.Name);
            default:
                return PartnershipReasons.LinkInvalid;
        }
    }

    private void Tell(
        Actor actor,
        Partnership partnership,
        BusinessCard provider,
        BusinessCard reseller,
        bool resellerHasSigned,
        DateTimeOffset now)
    {
        var id = partnership.Id.ToString();
        var news = new { partnership.ProviderId, partnership.ResellerId, partnership.ResellerNetworkId };
        db.Record(actor, "PartnershipBegun", id, null, news, now);
        db.Announce(partnership.ProviderId, "partnership-begun", id, null, news, now);
        db.Announce(partnership.ResellerId, "partnership-begun", id, null, news, now);
        foreach (var mail in PartnershipDrafts.Begun(provider, reseller, resellerHasSigned))
        {
            db.Add(mail.ToOutbox(now));
        }
    }
}
