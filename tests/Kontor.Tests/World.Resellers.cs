using Kontor.Billing;
using Kontor.Customers;
using Kontor.Invitations;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Partnerships;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests;

/// <content>What a provider decides about its resellers: who is of record, and on which terms.</content>
public sealed partial class World
{
    /// <summary>A further reseller of the provider that has nothing to do with its customers.</summary>
    public async Task<Participant> FurtherReseller(Participant provider, string market = "DE")
    {
        var reseller = await Reseller(market);
        await Partnership(provider, reseller);
        return reseller;
    }

    /// <summary>Several subscriptions get one reseller of record.</summary>
    public Task<Result<RecordNamed>> Names(
        Actor actor, Participant customer, string networkId, params (SubscriptionId Id, int? Version)[] chosen) =>
        Does((NameReseller use) => use.Handle(
            actor, customer.Id, [.. chosen.Select(one => new ChosenSubscription(one.Id, one.Version))], networkId, Stop));

    /// <summary>What the provider sold, many times over, for other customers and other resellers.</summary>
    public async Task SellsElsewhere(int copies)
    {
        await using var db = Db();
        var customer = (await Customer()).Id.Value;
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into subscriptions (partner_id, id, customer_id, reseller_id, partner_of_record, order_id, product_id, sku_id,
                availability_id, title, friendly_name, publisher_name, is_first_party, is_trial, billing_type, billing_cycle,
                term, quantity, unit_price, currency, state, auto_renew, created_at, term_from, term_until, version)
            select partner_id, gen_random_uuid(), {customer}, gen_random_uuid(), partner_of_record, order_id, product_id, sku_id,
                availability_id, title, 'Name ' || n, publisher_name, is_first_party, is_trial, billing_type, billing_cycle,
                term, quantity, unit_price, currency, state, auto_renew, created_at, term_from, term_until, version
            from subscriptions cross join generate_series(1, {copies}) n;
            analyze subscriptions;
            """,
            Stop);
    }

    public Task<Result<ResellerTermsFile>> Grants(
        Actor actor, Partnership partnership, int days = 30, decimal? limit = null,
        ResellerBilling billing = ResellerBilling.Reseller, int? version = null) =>
        Does((SetResellerTerms use) => use.Handle(
            actor, partnership.Id, new ResellerTermsWish(days, limit, billing), version, Stop));

    public Task<ResellerTermsFile?> TermsOf(Actor actor, Partnership partnership) =>
        Does((ResellerTermsFiles files) => files.Find(actor, partnership.Id, Stop));

    /// <summary>A further customer of the provider that none of its resellers has.</summary>
    public async Task<Participant> FurtherCustomer(Participant provider, string market = "DE")
    {
        var customer = await Customer(market);
        await Relationship(provider, customer, RelationshipKind.IndirectProvider);
        return customer;
    }

    /// <summary>The provider asks customers to let a reseller manage them.</summary>
    public Task<Result<GivenRequests>> Gives(
        Actor actor, Participant reseller, bool rights = true, params Participant[] customers) =>
        Does((GiveCustomers use) => use.Handle(actor, reseller.Id, [.. customers.Select(customer => customer.Id)], rights, Stop));

    /// <summary>The token of the last link that was mailed to a customer; to whichever where none is named.</summary>
    public async Task<string> MailedToken(Participant? customer = null)
    {
        const string Path = "/invitations/customer/";
        var mail = (await Mails()).Last(mail =>
            (customer is null || mail.To == $"contact@{customer.Domain}") && mail.Text.Contains(Path, StringComparison.Ordinal));
        return mail.Text[(mail.Text.IndexOf(Path, StringComparison.Ordinal) + Path.Length)..][..InvitationLinks.TokenLength];
    }
}
