using Kontor.Accounts;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Membership;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Tests;

public sealed partial class World
{
    /// <summary>An organization with a partner tenant that has not applied for anything yet.</summary>
    public Task<Participant> Applicant(string market = "DE") =>
        Tenant(TenantKind.Partner, "Applicant", market, hasNetworkId: false, null, null, Cloud.Public);

    /// <summary>What an applicant writes who makes no mistake.</summary>
    public static LegalProfile Profile(string name = "Weserufer Systemhaus GmbH") =>
        new(name, "Am Wall 12", "Bremen", "", "28195", "HRB 12345", false);

    public static PrimaryContact Contact(Participant applicant, string? email = null) =>
        new(false, "Ada", "Contact", email ?? $"ada@{applicant.Domain}", "+49 421 5550100", "de");

    public static SupportContact Support(Participant applicant) =>
        new("Service desk", $"support@{applicant.Domain}", "+49 421 5550199", "https://support.example", "Mon–Fri 8–18");

    /// <summary>Who an organization of the world legally is, under that name.</summary>
    public static LegalFacts Legal(Participant participant, string name) => new(
        Profile(name), participant.Market, new(false, "Ada", "Contact", $"ada@{participant.Domain}", "+49 421 5550100", "de"));

    /// <summary>An admitted reseller, or another participant, whose legal profile is complete. Mails go out in German.</summary>
    public async Task<Participant> Established(Participant? participant = null)
    {
        participant ??= await Reseller();
        await using var db = Db();
        var organisation = await db.Organisations.SingleAsync(o => o.Id == participant.OrganisationId, Stop);
        Legal(participant, "Weserufer Systemhaus GmbH").ApplyTo(organisation);
        await db.SaveChangesAsync(Stop);
        return participant;
    }

    /// <summary>A location of the organization that no tenant is linked to.</summary>
    /// <returns>Its network id.</returns>
    public async Task<string> Location(Participant of, string market)
    {
        var number = $"{6_000_000 + Interlocked.Increment(ref _participants)}";
        await Save(new NetworkId
        {
            Id = number,
            OrganisationId = of.OrganisationId,
            Kind = NetworkIdKind.Location,
            Market = market,
        });
        return number;
    }

    /// <summary>A draft in which everything stands; the network id is put off.</summary>
    public async Task<Participant> Draft(string market = "DE", Participant? applicant = null)
    {
        applicant ??= await Applicant(market);
        await Granted((StartApplication use) => use.Handle(applicant.GlobalAdmin, Stop));
        await Granted((WriteApplication use) => use.Profile(applicant.GlobalAdmin, Profile(), false, Stop));
        await Granted((WriteApplication use) =>
            use.Contacts(applicant.GlobalAdmin, Contact(applicant), Support(applicant), false, Stop));
        await Granted((LinkNetworkId use) => use.Postpone(applicant.GlobalAdmin, Stop));
        return applicant;
    }

    /// <summary>An application whose mail is on its way.</summary>
    /// <returns>The applicant, and the token in the mail.</returns>
    public async Task<(Participant Applicant, string Token)> Submitted(Participant? applicant = null)
    {
        applicant = await Draft(applicant: applicant);
        await Granted((SubmitApplication use) => use.Handle(applicant.GlobalAdmin, true, Stop));
        return (applicant, await TokenMailed());
    }

    /// <summary>An application that operators look at.</summary>
    public async Task<Participant> InReview(Participant? applicant = null)
    {
        var (found, token) = await Submitted(applicant);
        await Granted((VerifyAddress use) => use.Confirm(token, Stop));
        return found;
    }

    /// <summary>An application of which something failed.</summary>
    public async Task<Participant> Rejected(bool employment = true, bool business = false)
    {
        var (applicant, vendor) = (await InReview(), await Vendor());
        var version = (await ApplicationOf(applicant)).Application!.Version;
        await Granted((DecideApplication use) => use.Handle(
            vendor.As(Role.ProgramOperator), applicant.Id, version,
            new Verdict(employment, business, "The register has another name."), Stop));
        return applicant;
    }

    public Task<ApplicationFile> ApplicationOf(Participant applicant) =>
        Does((ApplicationFiles files) => files.Of(applicant.Id, Stop));

    /// <summary>The token in the newest mail with such a link.</summary>
    public async Task<string> TokenMailed()
    {
        var mail = (await Mails()).Last(m => m.Text.Contains(ApplicationNews.LinkPath, StringComparison.Ordinal));
        return mail.Text[(mail.Text.IndexOf(ApplicationNews.LinkPath, StringComparison.Ordinal)
            + ApplicationNews.LinkPath.Length)..].Split('\n')[0].Trim();
    }

    /// <summary>A membership account with profiles, which signs in with <see cref="Password"/>.</summary>
    public async Task<MembershipAccount> Member(string userName, params (string NetworkId, string Market, bool IsActive)[] profiles)
    {
        var hasher = Services.GetRequiredService<IPasswordHasher<MembershipAccount>>();
        var account = new MembershipAccount
        {
            Id = Guid.CreateVersion7(),
            UserName = userName,
            PasswordHash = hasher.HashPassword(null!, Password),
            CreatedAt = Now,
        };
        await Save([account, .. profiles.Select(profile => new MembershipProfile
        {
            NetworkId = profile.NetworkId,
            AccountId = account.Id,
            Kind = NetworkIdKind.Location,
            LegalName = "Weserufer Systemhaus GmbH",
            Market = profile.Market,
            IsActive = profile.IsActive,
        })]);
        return account;
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private async Task<T> Granted<TUseCase, T>(Func<TUseCase, Task<Result<T>>> act)
        where TUseCase : notnull
        where T : class
    {
        var result = await Does(act);
        return result.ValueOrNull
            ?? throw new InvalidOperationException(string.Join(", ", result.Decision.Reasons.Select(reason => reason.Code)));
    }
}
