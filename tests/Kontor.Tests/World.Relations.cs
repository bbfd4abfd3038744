using Kontor.Agreements;
using Kontor.Customers;
using Kontor.DelegatedAdmin;
using Kontor.Partnerships;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests;

public sealed partial class World
{
    /// <summary>Provider and reseller work together.</summary>
    public async Task<Partnership> Partnership(Participant provider, Participant reseller)
    {
        var partnership = new Partnership
        {
            Id = new(Guid.CreateVersion7(Now)),
            ProviderId = provider.Id,
            ResellerId = reseller.Id,
            ResellerNetworkId = reseller.NetworkId!,
            ProviderNameKey = provider.Name.ToLowerInvariant(),
            ResellerNameKey = reseller.Name.ToLowerInvariant(),
            BegunAt = Now,
        };
        await Save(partnership);
        return partnership;
    }

    /// <summary>The partnership is over.</summary>
    public async Task Ended(Partnership partnership)
    {
        await using var db = Db();
        db.Attach(partnership);
        partnership.End(Now);
        await db.SaveChangesAsync();
    }

    /// <summary>The relationship is over, and with it what the partner shared of the customer.</summary>
    public async Task Ended(CustomerRelationship relationship)
    {
        await using var db = Db();
        db.Attach(relationship);
        relationship.End(Now);
        await db.SaveChangesAsync();
        await db.SharedCustomers
            .Where(s => s.CustomerId == relationship.CustomerId
                && (s.ProviderId == relationship.PartnerId || s.ResellerId == relationship.PartnerId))
            .ExecuteDeleteAsync();
    }

    /// <summary>A provider and a reseller that work together, and a customer that knows neither.</summary>
    public async Task<(Participant Provider, Participant Reseller, Participant Customer)> ConnectedTrio(
        string market = "DE")
    {
        var (provider, reseller) = (await Provider(), await Reseller("FR"));
        await Partnership(provider, reseller);
        return (provider, reseller, await Customer(market));
    }

    /// <summary>The customer has accepted the two together (CUS-14); the reseller has admin rights.</summary>
    public async Task SharedCustomer(Participant provider, Participant reseller, Participant customer)
    {
        await Relationship(reseller, customer, RelationshipKind.IndirectReseller, withRights: true);
        await Relationship(provider, customer, RelationshipKind.IndirectProvider);
        await Save(new SharedCustomer
        {
            ProviderId = provider.Id,
            ResellerId = reseller.Id,
            CustomerId = customer.Id,
            Since = Now,
            CustomerNameKey = customer.Name.ToLowerInvariant(),
        });
    }

    /// <summary>The customer has accepted this partner.</summary>
    public async Task<CustomerRelationship> Relationship(
        Participant partner, Participant customer, RelationshipKind kind, bool withRights = false)
    {
        var identity = new CustomerIdentity(customer.Id, customer.Name, customer.Domain, customer.Market);
        var relationship = CustomerRelationship.Begin(
            new(Guid.CreateVersion7(Now)), partner.Id, identity, kind, invitation: null, Now);
        if (withRights)
        {
            relationship.GrantAdminRights();
            await using var db = Db();
            if (!await db.DelegatedGrants.AnyAsync(g => g.PartnerId == partner.Id && g.CustomerId == customer.Id))
            {
                await Save(DelegatedGrant.Classic(
                    new(Guid.CreateVersion7(Now)), partner.Id, customer.Id, customer.Name, Now));
            }
        }

        await Save(relationship);
        return relationship;
    }

    /// <summary>The customer accepted the customer agreement itself (AGR-24).</summary>
    public Task AcceptedAgreement(Participant customer) => Save(new CustomerAgreementAcceptance
    {
        Id = Guid.CreateVersion7(Now),
        CustomerId = customer.Id,
        Way = CustomerAgreementWay.Direct,
        TemplateId = AgreementTemplates.Customer.Id,
        FirstName = "Ada",
        LastName = "Customer",
        Email = $"ada@{customer.Domain}",
        AcceptedOn = DateOnly.FromDateTime(Now.UtcDateTime),
        RecordedByTenant = customer.Id,
        RecordedByUser = customer.GlobalAdmin.UserId,
        RecordedAt = Now,
    });

    /// <summary>So many customers of a provider at once, without anything else about them.</summary>
    public async Task ManyCustomers(Participant provider, int count)
    {
        await using var db = Db();
        await db.Database.ExecuteSqlAsync($"""
            with made as (
                insert into tenants (id, organisation_id, kind, cloud, market, default_domain, created_at, qualifications)
                select gen_random_uuid(), {provider.OrganisationId.Value}, 'Customer', 'Public', {provider.Market},
                    'many' || n || '.example', {Now}, 0
                from generate_series(1, {count}) n
                returning id, default_domain)
            insert into customer_relationships (id, partner_id, customer_id, kind, admin_rights, begun_at, customer_name,
                customer_name_key, customer_domain, customer_market)
            select gen_random_uuid(), {provider.Id.Value}, id, 'IndirectProvider', 'None', {Now}, default_domain,
                default_domain, default_domain, {provider.Market}
            from made
            """);
    }
}
