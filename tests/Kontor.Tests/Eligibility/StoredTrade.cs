using Kontor.Accounts;
using Kontor.Agreements;
using Kontor.Customers;
using Kontor.Eligibility;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Partnerships;
using Kontor.Policy;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Tests.Eligibility;

/// <summary>
/// A vendor, a provider, a reseller, a direct partner and a customer in a database. A class whose tests change nothing
/// in it shares one.
/// </summary>
public sealed class StoredTrade : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private TestDatabase _database = null!;
    private ServiceProvider _services = null!;
    private AsyncServiceScope _scope;
    private int _number = 1000000;

    public TenantId Vendor { get; private set; }

    public TenantId Provider { get; private set; }

    public TenantId Reseller { get; private set; }

    public TenantId Direct { get; private set; }

    public TenantId Customer { get; private set; }

    public IServiceProvider Services => _scope.ServiceProvider;

    public AskEligibility Ask => Services.GetRequiredService<AskEligibility>();

    public static async Task<StoredTrade> Create()
    {
        var trade = new StoredTrade();
        await trade.InitializeAsync();
        return trade;
    }

    public async ValueTask InitializeAsync()
    {
        _database = await TestPostgres.CreateDatabase();
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddDatabase(_database.Source)
            .AddSingleton(ShippedMarkets.Load())
            .AddPolicy()
            .AddEligibility()
            .BuildServiceProvider();
        _scope = _services.CreateAsyncScope();
        Vendor = await HasTenant("vendor", TenantKind.Operator);
        Provider = await HasPartner("provider", PartnerType.Provider);
        Reseller = await HasPartner("reseller", PartnerType.Reseller);
        Direct = await HasPartner("direct", PartnerType.DirectPartner);
        Customer = await HasTenant("customer", TenantKind.Customer);
    }

    public static Actor ActorOf(TenantId tenant, TenantKind kind = TenantKind.Partner) =>
        new(tenant, kind, new UserId(Guid.CreateVersion7()), null, "somebody", []);

    public async Task<TenantId> HasPartner(
        string name, PartnerType type, string market = "DE", bool hasSigned = true, EnrolmentState state = EnrolmentState.Active)
    {
        var tenant = await HasTenant(name, TenantKind.Partner, market);
        await using var db = _database.Db();
        var organisation = (await db.Tenants.FindAsync(tenant))!.OrganisationId;
        db.Add(new PartnerEnrolment { TenantId = tenant, Type = type, State = state, Since = Start });
        db.Add(new NetworkId
        {
            Id = $"{++_number}",
            OrganisationId = organisation,
            Kind = NetworkIdKind.Location,
            Market = market,
            TenantId = tenant,
        });
        if (hasSigned)
        {
            db.Add(new PartnerAgreementSignature
            {
                Id = Guid.CreateVersion7(),
                OrganisationId = organisation,
                RegionGroup = ShippedMarkets.Load().Of(market).RegionGroup,
                TenantId = tenant,
                Version = "1",
                TextHash = [1],
                SignedBy = new(Guid.CreateVersion7()),
                SignedAt = Start,
            });
        }

        await db.SaveChangesAsync();
        return tenant;
    }

    public async Task<TenantId> HasTenant(
        string name, TenantKind kind, string market = "DE", Guid? controlGroup = null, TenantId? ofOrganisationOf = null)
    {
        await using var db = _database.Db();
        var organisation = ofOrganisationOf is { } other
            ? (await db.Tenants.FindAsync(other))!.OrganisationId
            : new OrganisationId(Guid.CreateVersion7());
        if (ofOrganisationOf is null)
        {
            db.Add(new Organisation
            {
                Id = organisation,
                Name = $"{name} GmbH",
                Market = market,
                ControlGroupId = controlGroup,
            });
        }

        var tenant = new TenantId(Guid.CreateVersion7());
        db.Add(new Tenant
        {
            Id = tenant,
            OrganisationId = organisation,
            Kind = kind,
            Cloud = Cloud.Public,
            Market = market,
            DefaultDomain = $"{name}.example",
            CreatedAt = Start,
        });
        db.Add(new TenantDomain { Domain = $"{name}.example", TenantId = tenant });
        await db.SaveChangesAsync();
        return tenant;
    }

    public async Task HasPartnership(TenantId provider, TenantId reseller, bool isEnded = false)
    {
        await using var db = _database.Db();
        var partnership = new Partnership
        {
            Id = new(Guid.CreateVersion7()),
            ProviderId = provider,
            ResellerId = reseller,
            ResellerNetworkId = "1000001",
            BegunAt = Start,
        };
        db.Add(partnership);
        if (isEnded)
        {
            partnership.End(Start);
        }

        await db.SaveChangesAsync();
    }

    public async Task HasRelationship(
        TenantId partner, TenantId customer, RelationshipKind kind = RelationshipKind.Reseller, bool isEnded = false)
    {
        await using var db = _database.Db();
        var relationship = new CustomerRelationship
        {
            Id = new(Guid.CreateVersion7()),
            PartnerId = partner,
            CustomerId = customer,
            Kind = kind,
            BegunAt = Start,
            CustomerName = "Customer",
            CustomerNameKey = "customer",
            CustomerDomain = "customer.example",
            CustomerMarket = "DE",
        };
        db.Add(relationship);
        if (isEnded)
        {
            relationship.End(Start);
        }

        await db.SaveChangesAsync();
    }

    public async Task HasAcceptedAgreement(TenantId customer)
    {
        await using var db = _database.Db();
        db.Add(new CustomerAgreementAcceptance
        {
            Id = Guid.CreateVersion7(),
            CustomerId = customer,
            Way = CustomerAgreementWay.Direct,
            TemplateId = Guid.CreateVersion7(),
            FirstName = "A",
            LastName = "B",
            Email = "a@customer.example",
            AcceptedOn = DateOnly.FromDateTime(Start.UtcDateTime),
            RecordedByTenant = customer,
            RecordedAt = Start,
        });
        await db.SaveChangesAsync();
    }

    public async Task<EligibilityAnswer> Answers(EligibilityQuestion question, TenantId? asker = null)
    {
        var result = await Ask.Handle(ActorOf(asker ?? question.Seller), question, CancellationToken.None);
        return result.ValueOrNull ?? throw new InvalidOperationException(result.Decision.Reasons[0].Code);
    }

    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync();
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }
}
