using System.Collections.Immutable;
using System.Globalization;
using Kontor.Access;
using Kontor.Accounts;
using Kontor.Enrolment;
using Kontor.Kernel;

namespace Kontor.Sandbox;

/// <summary>
/// Who lives in the demo world: organizations with their tenants, users and applications. Partners are enrolled and
/// verified; organizations and enrolments are written as rows, since there is no use case yet that makes them.
/// </summary>
internal sealed class Founding(UseCases useCases, TimeProvider clock)
{
    /// <summary>The actors of <c>credentials.json</c>, in its order; all others of the plan only do business.</summary>
    public static readonly ImmutableArray<string> Actors =
    [
        "vendor", "provider", "provider2", "providerUs", "reseller", "reseller2", "resellerNew", "direct", "directUs",
        "directRestricted", "customer", "customer2", "customerUs", "affiliate", "resellerOwn",
    ];

    private const int FirstNetworkNumber = 4_811_500;

    private readonly Dictionary<string, Inhabitant> _inhabitants = [];
    private readonly Dictionary<string, Guid> _controlGroups = [];
    private readonly List<object> _rows = [];
    private int _networkNumber = FirstNetworkNumber;

    public async Task<IReadOnlyDictionary<string, Inhabitant>> Settle(
        IEnumerable<PlannedTenant> plans, CancellationToken cancel)
    {
        foreach (var plan in plans)
        {
            _inhabitants.Add(plan.Key, Settle(plan));
        }

        await useCases.Save(_rows, cancel);
        return _inhabitants;
    }

    /// <summary>The user who acts for a tenant that is no actor; nobody signs in with it.</summary>
    public async Task Staff(Inhabitant tenant, CancellationToken cancel) =>
        tenant.Joins(
            await CreateUser(
                tenant, tenant.Plan.ContactEmail, tenant.Plan.ContactName, null, [Role.GlobalAdmin], cancel),
            Role.GlobalAdmin);

    /// <summary>An actor's users and application, and how they sign in.</summary>
    public async Task<ActorCredentials> Staff(Inhabitant actor, IReadOnlyList<DemoUser> users, CancellationToken cancel)
    {
        foreach (var user in users)
        {
            var created = await CreateUser(actor, user.UserName, user.FullName, user.Password, user.Roles, cancel);
            actor.Joins(created, user.Roles);
        }

        var application = await useCases.Do((RegisterApplication use) => use.Handle(
            actor.Id, "Demo integration", RoleRules.RolesOf(actor.Plan.Kind), cancel));
        return new ActorCredentials(
            actor.Id.Value,
            actor.Plan.Name,
            users[0].UserName,
            users[0].Password,
            TotpSecret: null,
            application.ClientId.Value,
            application.Secret,
            actor.NetworkId,
            users.Skip(1).ToDictionary(user => user.Key, user => new UserCredentials(user.UserName, user.Password)));
    }

    private Task<User> CreateUser(
        Inhabitant tenant, string userName, string fullName, string? password, ImmutableArray<Role> roles,
        CancellationToken cancel) =>
        useCases.Do((CreateUser use) => use.Handle(
            new NewUser(tenant.Id, userName, fullName, tenant.Plan.Language, password, roles), cancel));

    private Inhabitant Settle(PlannedTenant plan)
    {
        var now = clock.Now();
        var organisation = plan.SameAs.Length == 0
            ? Organisation(plan, now)
            : _inhabitants[plan.SameAs].OrganisationId;
        var isPartner = plan.Kind == TenantKind.Partner;
        var inhabitant = new Inhabitant(
            plan, new TenantId(Guid.CreateVersion7(now)), organisation, isPartner ? NextNetworkId() : null);
        _rows.Add(new Tenant
        {
            Id = inhabitant.Id,
            OrganisationId = organisation,
            Kind = plan.Kind,
            Cloud = Cloud.Public,
            Market = plan.Market,
            DefaultDomain = plan.Domain,
            CreatedAt = now,
            Qualifications = plan.Qualifications.Length == 0
                ? Qualifications.None
                : Enum.Parse<Qualifications>(plan.Qualifications),
        });
        _rows.Add(new TenantDomain { Domain = plan.Domain, TenantId = inhabitant.Id });
        if (isPartner)
        {
            Enrol(inhabitant, now);
        }

        return inhabitant;
    }

    private OrganisationId Organisation(PlannedTenant plan, DateTimeOffset now)
    {
        var id = new OrganisationId(Guid.CreateVersion7(now));
        _rows.Add(new Organisation
        {
            Id = id,
            Name = plan.Name,
            Market = plan.Market,
            ControlGroupId = plan.ControlGroup.Length == 0 ? null : ControlGroup(plan.ControlGroup, now),
            Street = plan.Street,
            City = plan.City,
            State = plan.State,
            PostalCode = plan.PostalCode,
            ContactFirstName = plan.FirstName,
            ContactLastName = plan.LastName,
            ContactEmail = plan.ContactEmail,
            ContactPhone = plan.Phone,
            Language = plan.Language,
        });
        return id;
    }

    private Guid ControlGroup(string word, DateTimeOffset now)
    {
        if (!_controlGroups.TryGetValue(word, out var group))
        {
            _controlGroups[word] = group = Guid.CreateVersion7(now);
        }

        return group;
    }

    /// <summary>ACC-40, ACC-41, ACC-42: an id for the organization and one for the location that trades.</summary>
    private void Enrol(Inhabitant partner, DateTimeOffset now)
    {
        _rows.Add(new NetworkId
        {
            Id = NextNetworkId(),
            OrganisationId = partner.OrganisationId,
            Kind = NetworkIdKind.Global,
            Market = partner.Plan.Market,
        });
        _rows.Add(new NetworkId
        {
            Id = partner.NetworkId!,
            OrganisationId = partner.OrganisationId,
            Kind = NetworkIdKind.Location,
            Market = partner.Plan.Market,
            TenantId = partner.Id,
        });
        _rows.Add(new PartnerEnrolment
        {
            TenantId = partner.Id,
            Type = partner.Plan.Type switch
            {
                PlannedType.Provider => PartnerType.Provider,
                PlannedType.Reseller => PartnerType.Reseller,
                _ => PartnerType.DirectPartner,
            },
            State = EnrolmentState.Qualified,
            Since = now,
        });
    }

    private string NextNetworkId() => (_networkNumber += 37).ToString(CultureInfo.InvariantCulture);
}
