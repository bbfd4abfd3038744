using Kontor.Activity;
using Kontor.Kernel;
using Kontor.Membership;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Enrolment;

/// <summary>
/// Use cases of the step in which the organization's network id is found: signing in to the membership, joining it,
/// choosing, going back and putting it off (ENR-24 … ENR-26, ENR-33).
/// </summary>
public sealed class LinkNetworkId(
    KontorDb db,
    ApplicationFiles files,
    MembershipSignIn signIn,
    JoinMembership join,
    NewAccountLimit limit,
    NetworkIdLinks links,
    ApplicationNews news,
    TimeProvider clock)
{
    /// <summary>ENR-24: whom the membership lets in chooses among that account's profiles.</summary>
    public async Task<Result<ApplicationFile>> SignIn(
        Actor actor, string userName, string password, CancellationToken cancel)
    {
        var open = await Open(actor, cancel);
        if (open.ValueOrNull is not { } file)
        {
            return open;
        }

        var account = await signIn.Handle(userName, password, cancel);
        if (account.ValueOrNull is null)
        {
            return account.Decision;
        }

        file.Application!.MembershipAccountId = account.ValueOrNull.Id;
        return await Save(file, cancel);
    }

    /// <summary>An organization that is no member yet joins: it gets an account, and a network id in its country.</summary>
    /// <param name="actor">A global admin of the tenant.</param>
    /// <param name="wanted">The new account.</param>
    /// <param name="address">From where; not more than some an hour come from one.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<ApplicationFile>> Join(
        Actor actor, NewMember wanted, string address, CancellationToken cancel)
    {
        var open = await Open(actor, cancel);
        if (open.ValueOrNull is not { } file)
        {
            return open;
        }

        var account = await join.Add(wanted, clock.Now(), cancel);
        if (account.ValueOrNull is null)
        {
            return account.Decision;
        }

        if (!limit.TryTake(address))
        {
            db.ChangeTracker.Clear();
            return DirectoryReasons.TooMany;
        }

        file.Application!.MembershipAccountId = account.ValueOrNull.Id;
        return await TakeNew(actor, file, cancel);
    }

    /// <summary>ACC-43, ACC-44: the way out where every network id of the account is of other countries.</summary>
    public async Task<Result<ApplicationFile>> AddLocation(Actor actor, CancellationToken cancel)
    {
        var open = await Open(actor, cancel);
        return open.ValueOrNull is not { } file ? open
            : file.Application!.MembershipAccountId is null ? ApplicationReasons.MembershipNotSignedIn
            : await TakeNew(actor, file, cancel);
    }

    /// <summary>ENR-25, ENR-26.</summary>
    public async Task<Result<ApplicationFile>> Choose(Actor actor, string? networkId, CancellationToken cancel)
    {
        var open = await Open(actor, cancel);
        if (open.ValueOrNull is not { } file)
        {
            return open;
        }

        if (file.Application!.MembershipAccountId is not { } account)
        {
            return ApplicationReasons.MembershipNotSignedIn;
        }

        var profile = await db.MembershipProfiles.AsNoTracking()
            .SingleOrDefaultAsync(p => p.NetworkId == networkId && p.AccountId == account, cancel);
        if (profile is null)
        {
            return MembershipReasons.ProfileNotFound;
        }

        return await Take(actor, file, profile, cancel);
    }

    /// <summary>ENR-25: back to signing in with another membership account.</summary>
    public async Task<Result<ApplicationFile>> Leave(Actor actor, CancellationToken cancel)
    {
        var open = await Open(actor, cancel);
        if (open.ValueOrNull is not { } file)
        {
            return open;
        }

        (file.Application!.MembershipAccountId, file.Application.NetworkId) = (null, null);
        return await Save(file, cancel);
    }

    /// <summary>ENR-33: it is linked after the application was sent.</summary>
    public async Task<Result<ApplicationFile>> Postpone(Actor actor, CancellationToken cancel)
    {
        var open = await Open(actor, cancel);
        if (open.ValueOrNull is not { } file)
        {
            return open;
        }

        (file.Application!.PostponesNetworkId, file.Application.NetworkId) = (true, null);
        return await Save(file, cancel);
    }

    private async Task<Result<ApplicationFile>> Open(Actor actor, CancellationToken cancel)
    {
        var may = ApplicationRules.MayRead(actor);
        if (!may.IsGranted)
        {
            return may;
        }

        var file = await files.Of(actor.TenantId, cancel);
        return file.Application is null ? ApplicationReasons.NotStarted
            : file.LinkedNetworkId is not null ? ApplicationReasons.NetworkIdLinked
            : !ApplicationRules.MayLinkNetworkId(file.Enrolment!.State) ? ApplicationReasons.NotPossibleNow
            : file;
    }

    private async Task<Result<ApplicationFile>> TakeNew(Actor actor, ApplicationFile file, CancellationToken cancel)
    {
        var profile = await join.AddLocation(
            file.Application!.MembershipAccountId!.Value, file.Application.Profile.LegalName, file.Tenant.Market, cancel);
        return await Take(actor, file, profile, cancel);
    }

    /// <summary>A draft keeps the choice; what was sent already is linked at once.</summary>
    private async Task<Result<ApplicationFile>> Take(
        Actor actor, ApplicationFile file, MembershipProfile profile, CancellationToken cancel)
    {
        var decision = file.State == EnrolmentState.Draft
            ? await links.MayLink(file, profile, cancel)
            : await links.Link(file, profile, cancel);
        if (!decision.IsGranted)
        {
            db.ChangeTracker.Clear();
            return decision;
        }

        (file.Application!.NetworkId, file.Application.PostponesNetworkId) = (profile.NetworkId, false);
        if (file.State != EnrolmentState.Draft)
        {
            var now = clock.Now();
            news.Note(file.Application, ApplicationEvent.NetworkIdLinked, actor, now, profile.NetworkId);
            db.Record(actor, "NetworkIdLinked", profile.NetworkId, null, new { profile.NetworkId }, now);
        }

        return await Save(file, cancel);
    }

    private async Task<Result<ApplicationFile>> Save(ApplicationFile file, CancellationToken cancel)
    {
        file.Application!.Touch();
        return await db.TrySaveChanges(cancel) switch
        {
            null => file,
            { Constraint: MembershipStorage.UserNameIndex } => MembershipReasons.UserNameTaken,
            { Constraint: not null } => MembershipReasons.LinkedElsewhere,
            _ => ApplicationReasons.ChangedMeanwhile,
        };
    }
}
