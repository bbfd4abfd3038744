using Kontor.Access;
using Kontor.Accounts;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Membership;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Sandbox;

/// <summary>
/// Organizations that want to join the demo world's program: one in each state of an application, so that operators have
/// something to decide. The first is an actor of <c>credentials.json</c>, which goes on where it stopped.
/// </summary>
internal sealed class Applicants(UseCases useCases, Inhabitant vendor)
{
    public const string Actor = "applicant";

    private static readonly TimeSpan Beginning = TimeSpan.FromHours(9.5);
    private static readonly TimeSpan Confirming = TimeSpan.FromHours(14);
    private static readonly TimeSpan Deciding = TimeSpan.FromHours(15);

    private readonly Dictionary<string, Actor> _admins = [];

    private ActorCredentials? _credentials;

    /// <summary>Of the actor, and of the others, whom nobody signs in as. They are hashed before they are wanted.</summary>
    public static IReadOnlyList<string> NewPasswords() => [PasswordChoice.New(), PasswordChoice.New()];

    /// <summary>The actor, once its day is over.</summary>
    public ActorCredentials Credentials => _credentials!;

    /// <summary>Puts what the applicants do among what happens in the year.</summary>
    public void Join(PastYear year, IReadOnlyList<string> passwords)
    {
        foreach (var applicant in WorldPlan.Applicants())
        {
            var isActor = applicant.Key == Actor;
            year.Also(applicant.BegunDay, Beginning, async cancel =>
            {
                await Begin(applicant, passwords[isActor ? 0 : 1], cancel);
                if (isActor)
                {
                    _credentials = await Staff(applicant, passwords[0], cancel);
                }
                else
                {
                    await Send(applicant, cancel);
                }
            });
            if (applicant.State is EnrolmentState.InReview or EnrolmentState.Rejected or EnrolmentState.Qualified)
            {
                year.Also(applicant.BegunDay, Confirming, async cancel =>
                {
                    var token = await TokenOf(applicant, cancel);
                    await useCases.Do((VerifyAddress use) => use.Confirm(token, cancel));
                });
            }

            if (applicant.DecidedDay is { } day)
            {
                year.Also(day, Deciding, cancel => End(applicant, cancel));
            }
        }
    }

    private async Task Begin(PlannedApplicant applicant, string password, CancellationToken cancel)
    {
        var user = await useCases.Do((FoundDirectory use) => use.Handle(
            new NewDirectory(
                applicant.LegalName, applicant.Market, applicant.Prefix, applicant.FirstName, applicant.LastName,
                MailAddresses.Of(applicant.FirstName, applicant.LastName, "x").Split('@')[0], applicant.Email, password,
                applicant.Language),
            "", cancel));
        _admins[applicant.Key] = new Actor(
            user.TenantId, TenantKind.Partner, user.UserId, null, user.UserName!, [Role.GlobalAdmin]);
    }

    private async Task Send(PlannedApplicant applicant, CancellationToken cancel)
    {
        var actor = _admins[applicant.Key];
        await useCases.Do((LinkNetworkId use) => use.Postpone(actor, cancel));
        await useCases.Do((WriteApplication use) => use.Profile(actor, applicant.Profile, false, cancel));
        await useCases.Do((WriteApplication use) => use.Contacts(actor, applicant.Contact, applicant.Support, false, cancel));
        await useCases.Do((SubmitApplication use) => use.Handle(actor, hasAuthority: true, cancel));
    }

    private Task End(PlannedApplicant applicant, CancellationToken cancel) => applicant.State == EnrolmentState.Withdrawn
        ? useCases.Do((WithdrawApplication use) => use.Handle(_admins[applicant.Key], cancel))
        : Decide(applicant, cancel);

    private async Task Decide(PlannedApplicant applicant, CancellationToken cancel)
    {
        var tenant = _admins[applicant.Key].TenantId;
        await using var scope = useCases.Services.CreateAsyncScope();
        var file = await scope.ServiceProvider.GetRequiredService<ApplicationFiles>().Of(tenant, cancel);
        await useCases.Do((DecideApplication use) => use.Handle(
            vendor.As(Role.ProgramOperator), tenant, file.Application!.Version,
            new Verdict(true, applicant.State == EnrolmentState.Qualified, applicant.Reason), cancel));
    }

    /// <summary>What the primary contact reads in the mailbox.</summary>
    private async Task<string> TokenOf(PlannedApplicant applicant, CancellationToken cancel)
    {
        await using var scope = useCases.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<KontorDb>();
        var text = await db.SandboxMails
            .Where(mail => mail.Recipient == applicant.Email && mail.Text.Contains(ApplicationNews.LinkPath))
            .OrderByDescending(mail => mail.ArrivedAt)
            .Select(mail => mail.Text)
            .FirstAsync(cancel);
        var start = text.IndexOf(ApplicationNews.LinkPath, StringComparison.Ordinal) + ApplicationNews.LinkPath.Length;
        return text[start..].Split('\n')[0].Trim();
    }

    /// <summary>An application of the API, and a membership account whose network ids show what can be linked and what not.</summary>
    private async Task<ActorCredentials> Staff(PlannedApplicant applicant, string password, CancellationToken cancel)
    {
        var actor = _admins[applicant.Key];
        var application = await useCases.Do((RegisterApplication use) => use.Handle(
            actor.TenantId, "Demo integration", RoleRules.RolesOf(TenantKind.Partner), cancel));
        var membership = new UserCredentials(applicant.Email, PasswordChoice.New());
        var account = new MembershipAccount
        {
            Id = Guid.CreateVersion7(),
            UserName = membership.User,
            PasswordHash = useCases.Services.GetRequiredService<IPasswordHasher<MembershipAccount>>()
                .HashPassword(null!, membership.Password),
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
        (string Id, NetworkIdKind Kind, string Market, bool IsActive)[] profiles =
        [
            ("6758209", NetworkIdKind.Global, applicant.Market, true),
            ("6758210", NetworkIdKind.Location, applicant.Market, true),
            ("6758211", NetworkIdKind.Location, "FR", true),
            ("6758212", NetworkIdKind.Location, applicant.Market, false),
        ];
        await useCases.Save(
            profiles.Select(profile => (object)new MembershipProfile
            {
                NetworkId = profile.Id,
                AccountId = account.Id,
                Kind = profile.Kind,
                LegalName = applicant.LegalName,
                Market = profile.Market,
                IsActive = profile.IsActive,
            }).Prepend(account),
            cancel);
        return new ActorCredentials(
            actor.TenantId.Value, applicant.LegalName, actor.Name, password, TotpSecret: null, application.ClientId.Value,
            application.Secret, NetworkId: null, new Dictionary<string, UserCredentials>(), membership);
    }
}
