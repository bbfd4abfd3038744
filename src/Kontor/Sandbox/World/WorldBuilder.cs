using Kontor.Access;
using Kontor.Activity;
using Kontor.Agreements;
using Kontor.Billing;
using Kontor.Catalog;
using Kontor.Kernel;
using Kontor.Membership;
using Kontor.Policy;
using Kontor.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Kontor.Sandbox;

/// <summary>
/// Makes the demo world in an empty database: founds it, opens the program and lives through a year, with the features
/// as they serve requests but by a clock of its own.
/// </summary>
internal sealed class WorldBuilder
{
    private readonly IReadOnlyDictionary<string, PlannedTenant> _plans = WorldPlan.Tenants();
    private readonly SeedClock _clock;
    private readonly UseCases _useCases;

    private WorldBuilder(UseCases useCases, SeedClock clock) => (_useCases, _clock) = (useCases, clock);

    /// <param name="server">The services of the server for which the world is made.</param>
    /// <param name="cancel">Gives up; what was made until then is not removed.</param>
    /// <returns>How its actors sign in, by actor.</returns>
    public static async Task<IReadOnlyDictionary<string, ActorCredentials>> Build(
        IServiceProvider server, CancellationToken cancel)
    {
        var today = server.GetRequiredService<TimeProvider>().Now().UtcDateTime.Date;
        var firstDay = new DateTimeOffset(today, TimeSpan.Zero) - PastYear.Length;
        var clock = new SeedClock(firstDay);
        var users = DemoUsers();
        var ofApplicants = Applicants.NewPasswords();
        var hashes = new PreparedHashes(
            new PasswordHasher<User>(server.GetRequiredService<IOptions<PasswordHasherOptions>>()),
            [.. users.Values.SelectMany(those => those).Select(user => user.Password), .. ofApplicants]);
        await using var services = KontorHost.BuildServices(
            server.GetRequiredService<IConfiguration>(),
            server.GetRequiredService<ServerSettings>(),
            server.GetRequiredService<NpgsqlDataSource>(),
            replaced => replaced
                .AddSingleton<TimeProvider>(clock)
                .AddSingleton<IPasswordHasher<User>>(hashes));
        await services.GetRequiredService<CurrentPolicy>().Load(cancel);
        return await new WorldBuilder(new UseCases(services), clock).Build(firstDay, users, ofApplicants, cancel);
    }

    private static Dictionary<string, IReadOnlyList<DemoUser>> DemoUsers()
    {
        var (tenants, planned) = (WorldPlan.Tenants(), WorldPlan.Users());
        return Founding.Actors.ToDictionary(actor => actor, actor => DemoUser.Of(tenants[actor], planned));
    }

    private async Task<IReadOnlyDictionary<string, ActorCredentials>> Build(
        DateTimeOffset firstDay,
        Dictionary<string, IReadOnlyList<DemoUser>> users,
        IReadOnlyList<string> ofApplicants,
        CancellationToken cancel)
    {
        var founding = new Founding(_useCases, _clock);
        var inhabitants = await founding.Settle(_plans.Values, cancel);
        foreach (var tenant in inhabitants.Values.Where(tenant => !users.ContainsKey(tenant.Plan.Key)))
        {
            await founding.Staff(tenant, cancel);
        }

        var credentials = new Dictionary<string, ActorCredentials>();
        foreach (var actor in Founding.Actors)
        {
            credentials[actor] = await founding.Staff(inhabitants[actor], users[actor], cancel);
            if (inhabitants[actor].Plan.Type == PlannedType.Vendor)
            {
                // Taken in while the other actors' passwords are hashed.
                await PutOnSale(inhabitants[actor], cancel);
            }
        }

        await OpenProgram(inhabitants, cancel);
        var dispatcher = ActivatorUtilities.CreateInstance<OutboxDispatcher>(_useCases.Services);
        var year = new PastYear(_useCases, _clock, inhabitants, await Shelf.Load(_useCases.Services, cancel));
        var applicants = new Applicants(_useCases, inhabitants["vendor"]);
        applicants.Join(year, ofApplicants);
        new Restriction(_useCases, inhabitants["vendor"], inhabitants[Restriction.Actor]).Join(year, firstDay);
        new DirectApplicants(_useCases, inhabitants).Join(year);
        new Leavers(_useCases, inhabitants).Join(year);
        new DemoRights(_useCases, inhabitants).Join(year);
        new DemoSupport(_useCases, inhabitants).Join(year);
        new DemoResellers(_useCases, inhabitants).Join(year);
        new DemoServiceRequests(_useCases, inhabitants).Join(year);
        new DemoAnnouncements(_useCases, inhabitants["vendor"]).Join(year);
        new DemoLicenses(_useCases, inhabitants).Join(year);
        new Listings(_useCases, inhabitants).Join(year);
        new DemoElsewhere(_useCases, inhabitants).Join(year);
        await year.Live(firstDay, () => dispatcher.SendDue(cancel), cancel);
        credentials[Applicants.Actor] = applicants.Credentials;
        await NumberAll(cancel);
        return credentials;
    }

    private async Task PutOnSale(Inhabitant vendor, CancellationToken cancel)
    {
        foreach (var name in SampleLists.Names)
        {
            await using var list = SampleLists.Open(name);
            await _useCases.Do((ImportPriceList use) => use.Handle(
                vendor.As(Role.CatalogManager), new PriceListUpload(list, name, SkipRejected: false), cancel));
        }
    }

    /// <summary>Limits for those who buy from the vendor; signatures of all but one that has not signed.</summary>
    private async Task OpenProgram(IReadOnlyDictionary<string, Inhabitant> inhabitants, CancellationToken cancel)
    {
        var vendor = inhabitants.Values.Single(tenant => tenant.Plan.Type == PlannedType.Vendor);
        foreach (var partner in inhabitants.Values.Where(tenant => tenant.Plan.Kind == TenantKind.Partner))
        {
            _clock.MoveTo(_clock.GetUtcNow().AddMinutes(7));
            if (partner.Plan.CreditLimitUsd is { } usd)
            {
                var limit = new Money(usd * Currency.Usd.UnitsPerOne, Currency.Usd);
                await _useCases.Do((SetCreditLimit use) =>
                    use.Handle(vendor.As(Role.BillingOperator), partner.Id, limit, cancel));
            }

            if (partner.Plan.VatId.Length > 0)
            {
                var plan = partner.Plan;
                var contact = new BillingContact(plan.FirstName, plan.LastName, plan.ContactEmail, plan.Phone);
                await _useCases.Do((WriteBillingProfile use) => use.Details(
                    partner.GlobalAdmin, new FinancialDetails(contact, "", plan.VatId), version: null, cancel));
            }

            if (partner.Plan.Key is "provider" or "reseller")
            {
                await Reward(vendor.As(Role.ProgramOperator), partner, cancel);
            }

            if (partner.Plan.Key != NotSigned)
            {
                await _useCases.Do((SignPartnerAgreement use) => use.Handle(
                    partner.GlobalAdmin, AgreementTexts.Partner.Template.Version, confirmed: true, cancel));
            }
        }
    }

    /// <summary>ENR-25: a membership that carries something; one benefit is in use.</summary>
    private async Task Reward(Actor operators, Inhabitant partner, CancellationToken cancel)
    {
        var until = DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime).AddYears(3);
        await _useCases.Do((GrantMembership use) => use.Standing(
            operators, partner.Id, MembershipLevel.Silver, ["Cloud infrastructure", "Modern workplace"], version: null, cancel));
        var granted = await _useCases.Do((GrantMembership use) => use.Grant(
            operators, partner.Id, BenefitKind.InternalUseLicenses, 25, until, cancel));
        await _useCases.Do((GrantMembership use) => use.Grant(operators, partner.Id, BenefitKind.SupportCases, 10, until, cancel));
        await _useCases.Do((UseMembership use) =>
            use.Activate(partner.GlobalAdmin, granted.Benefits[0].Id, cancel));
    }

    private async Task NumberAll(CancellationToken cancel)
    {
        var sequencer = ActivatorUtilities.CreateInstance<Sequencer>(_useCases.Services);
        while (await sequencer.NumberNext(cancel) > 0)
        {
            // There may be more.
        }
    }

    /// <summary>The reseller that is enrolled and has not signed the partner agreement.</summary>
    private const string NotSigned = "resellerNew";
}
