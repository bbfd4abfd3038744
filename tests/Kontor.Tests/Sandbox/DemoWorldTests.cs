using System.Net.Http.Json;
using Kontor.Access;
using Kontor.Accounts;
using Kontor.Agreements;
using Kontor.Billing;
using Kontor.Customers;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Partnerships;
using Kontor.ProviderDirectory;
using Kontor.Sandbox;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Sandbox;

/// <summary>The demo world is what integrators' scripts are written against, and its books are in order.</summary>
public sealed class DemoWorldTests(DemoWorldFixture demo) : IClassFixture<DemoWorldFixture>
{
    private static readonly string[] Partners =
        ["provider", "provider2", "providerUs", "reseller", "reseller2", "resellerNew", "direct", "directUs", "directRestricted"];

    private static readonly string[] Customers = ["customer", "customer2", "customerUs", "affiliate", "resellerOwn"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Credentials_name_every_actor_with_what_a_script_needs_to_act_as_it()
    {
        var actors = demo.Server.Actors;

        Assert.Equal(["vendor", .. Partners, .. Customers, "applicant"], actors.Keys);
        Assert.Equal(("applicant", true), (Assert.Single(actors, actor => actor.Value.Membership is not null).Key, actors["applicant"].NetworkId is null));
        Assert.All(Partners, partner =>
        {
            Assert.Matches("^[0-9]{7}$", actors[partner].NetworkId);
            Assert.Equal(
                ["adminAgent", "salesAgent", "helpdeskAgent", "billingAdmin", "userManagementAdmin"],
                actors[partner].Users.Keys);
        });
        Assert.All(Customers, customer =>
        {
            Assert.Null(actors[customer].NetworkId);
            Assert.Equal(["billingAdmin", "userManagementAdmin"], actors[customer].Users.Keys);
        });
        var passwords = actors.Values
            .SelectMany(actor => actor.Users.Values.Select(user => user.Password).Append(actor.Password))
            .ToList();
        Assert.Equal(passwords.Count, passwords.Distinct().Count());
        Assert.All(passwords, password => Assert.True(password.Length >= 20));
    }

    [Fact]
    public async Task Credentials_are_readable_for_their_owner_only_and_the_secrets_stand_nowhere_else()
    {
        var file = CredentialsFile.In(demo.Server.Folder);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));

        var welcome = await demo.Server.Welcome();

        Assert.Contains(file, welcome, StringComparison.Ordinal);
        foreach (var (name, actor) in demo.Server.Actors)
        {
            Assert.Contains(name, welcome, StringComparison.Ordinal);
            Assert.Contains(actor.User, welcome, StringComparison.Ordinal);
            Assert.Contains(actor.Organisation, welcome, StringComparison.Ordinal);
            Assert.DoesNotContain(actor.Password, welcome, StringComparison.Ordinal);
            Assert.DoesNotContain(actor.ClientSecret, welcome, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Trait("Rule", "ENR-63")]
    public async Task Every_actor_gets_tokens_for_its_application_and_all_its_users()
    {
        using var http = new HttpClient { BaseAddress = demo.Server.Address };
        await Parallel.ForEachAsync(demo.Server.Actors.Values, Cancel, async (actor, _) =>
        {
            await DemoServer.TokenOf(http, actor, null);
            await DemoServer.TokenOf(http, actor, new UserCredentials(actor.User, actor.Password));
            foreach (var user in actor.Users.Values)
            {
                await DemoServer.TokenOf(http, actor, user);
            }
        });
    }

    [Fact]
    [Trait("Rule", "ROL-06")]
    public async Task Users_hold_the_role_they_are_named_by_and_applications_all_roles_of_their_tenant()
    {
        await using var db = demo.Database.Db();
        var roles = await (
            from user in db.Users
            join held in db.RoleAssignments on user.Id equals held.UserId
            select new { user.UserName, held.Role }).ToListAsync(Cancel);
        var rolesOf = roles.ToLookup(row => row.UserName, row => row.Role);

        foreach (var (name, actor) in demo.Server.Actors)
        {
            Assert.Equal(
                name == "vendor"
                    ? [Role.ProgramOperator, Role.CatalogManager, Role.BillingOperator, Role.SupportEngineer]
                    : [Role.GlobalAdmin],
                rolesOf[actor.User].Order());
            Assert.All(actor.Users, user => Assert.Equal(
                [Enum.Parse<Role>(user.Key, ignoreCase: true)], rolesOf[user.Value.User]));
            var tenant = new TenantId(actor.TenantId);
            var kind = (await db.Tenants.SingleAsync(t => t.Id == tenant, Cancel)).Kind;
            var application = await db.ApiApplications.SingleAsync(a => a.TenantId == tenant, Cancel);
            Assert.Equal(RoleRules.RolesOf(kind).Order(), application.Roles.Order());
        }
    }

    [Fact]
    [Trait("Rule", "ACC-47")]
    [Trait("Rule", "ACC-20")]
    public async Task Actors_are_where_and_what_they_are_said_to_be()
    {
        await using var db = demo.Database.Db();
        var markets = new Dictionary<string, string>
        {
            ["provider"] = "DE",
            ["provider2"] = "NL",
            ["providerUs"] = "US",
            ["reseller"] = "DE",
            ["reseller2"] = "FR",
            ["direct"] = "DE",
            ["directUs"] = "US",
            ["customer"] = "DE",
            ["customer2"] = "NL",
            ["customerUs"] = "US",
            ["affiliate"] = "DE",
            ["resellerOwn"] = "DE",
        };
        foreach (var (actor, market) in markets)
        {
            Assert.Equal(market, (await TenantOf(db, actor)).Market);
        }

        var reseller = await TenantOf(db, "reseller");
        Assert.Equal(reseller.OrganisationId, (await TenantOf(db, "resellerOwn")).OrganisationId);
        var affiliate = await TenantOf(db, "affiliate");
        Assert.NotEqual(reseller.OrganisationId, affiliate.OrganisationId);
        var groups = await db.Organisations
            .Where(o => o.Id == reseller.OrganisationId || o.Id == affiliate.OrganisationId)
            .Select(o => o.ControlGroupId)
            .ToListAsync(Cancel);
        Assert.NotNull(Assert.Single(groups.Distinct()));
    }

    [Fact]
    [Trait("Rule", "ACC-40")]
    [Trait("Rule", "ACC-41")]
    [Trait("Rule", "ACC-43")]
    public async Task A_partner_trades_under_the_number_of_a_location_in_its_own_country()
    {
        await using var db = demo.Database.Db();
        var numbers = await db.NetworkIds.ToListAsync(Cancel);
        var markets = await db.Tenants.ToDictionaryAsync(t => t.Id, t => t.Market, Cancel);

        Assert.All(numbers, id => Assert.Equal(id.Kind == NetworkIdKind.Location, id.TenantId is not null));
        Assert.All(numbers, id => Assert.True(id.TenantId is not { } tenant || markets[tenant] == id.Market));
        Assert.All(
            demo.Server.Actors.Values.Where(actor => actor.NetworkId is not null),
            actor => Assert.Contains(
                numbers, id => id.Id == actor.NetworkId && id.TenantId == new TenantId(actor.TenantId)));
    }

    [Fact]
    [Trait("Rule", "ENR-39")]
    [Trait("Rule", "ENR-24")]
    public async Task An_application_stands_in_every_state_and_the_applicant_goes_on_with_its_own()
    {
        await using var db = demo.Database.Db();
        var applicant = demo.Server.Actors["applicant"];
        var states = await db.ResellerApplications
            .Join(db.PartnerEnrolments, a => a.TenantId, e => e.TenantId, (_, enrolment) => enrolment.State)
            .ToListAsync(Cancel);
        var membership = demo.Server.Actors["applicant"].Membership!;
        using var client = await demo.Server.Client("applicant");

        var answer = await client.PutAsJsonAsync(
            "/api/enrollment/membership", new { userName = membership.User, password = membership.Password }, Cancel);

        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(
            [
                EnrolmentState.Draft, EnrolmentState.AwaitingEmailVerification, EnrolmentState.InReview,
                EnrolmentState.Rejected, EnrolmentState.Qualified, EnrolmentState.Withdrawn,
            ],
            states.Distinct().Order());
        Assert.Equal(
            EnrolmentState.Draft,
            (await db.PartnerEnrolments.SingleAsync(e => e.TenantId == new TenantId(applicant.TenantId), Cancel)).State);
    }

    [Fact]
    [Trait("Rule", "ENR-45")]
    public async Task One_direct_partner_was_told_and_is_restricted_since()
    {
        await using var db = demo.Database.Db();
        var restricted = Assert.Single(
            await db.PartnerEnrolments.Where(e => e.State == EnrolmentState.Restricted).ToListAsync(Cancel));
        var history = await db.StandingChanges.OrderBy(change => change.Id).ToListAsync(Cancel);

        Assert.Equal(demo.Server.Actors["directRestricted"].TenantId, restricted.TenantId.Value);
        Assert.Equal([StandingAct.AnnounceRestriction, StandingAct.Restrict], history.Select(change => change.Act));
        Assert.True(history[0].From <= DateOnly.FromDateTime(history[1].At.UtcDateTime));
    }

    [Fact]
    [Trait("Rule", "REL-03")]
    [Trait("Rule", "ENR-50")]
    public async Task Every_provider_is_in_the_directory_and_one_change_waits_for_an_operator()
    {
        await using var db = demo.Database.Db();
        var profiles = await db.ProviderProfiles.ToListAsync(Cancel);

        Assert.Equal(
            Partners[..3].Select(partner => new TenantId(demo.Server.Actors[partner].TenantId)).ToHashSet(),
            [.. profiles.Where(profile => profile.Published is not null).Select(profile => profile.TenantId)]);
        var waiting = Assert.Single(profiles, profile => profile.State == ProviderProfileState.HandedIn);
        Assert.Equal(demo.Server.Actors["provider"].TenantId, waiting.TenantId.Value);
    }

    [Fact]
    [Trait("Rule", "AGR-03")]
    public async Task All_partners_but_the_new_reseller_have_signed_the_partner_agreement()
    {
        await using var db = demo.Database.Db();
        var signed = await db.PartnerAgreementSignatures.Select(s => s.TenantId).ToListAsync(Cancel);

        Assert.All(Partners, partner => Assert.Equal(
            partner != "resellerNew", signed.Contains(new TenantId(demo.Server.Actors[partner].TenantId))));
    }

    [Fact]
    [Trait("Rule", "REL-17")]
    [Trait("Rule", "CUS-14")]
    public async Task Actors_are_bound_as_agreed_and_no_further()
    {
        await using var db = demo.Database.Db();
        var actors = demo.Server.Actors.ToDictionary(actor => new TenantId(actor.Value.TenantId), actor => actor.Key);
        var partnerships = await db.Partnerships.ToListAsync(Cancel);
        Assert.Equal(
            ["provider reseller", "provider resellerNew"],
            partnerships.Where(p => actors.ContainsKey(p.ResellerId))
                .Select(p => $"{actors[p.ProviderId]} {actors[p.ResellerId]}").Order(StringComparer.Ordinal));

        var relationships = await db.CustomerRelationships.ToListAsync(Cancel);
        Assert.Equal(
            ["provider customer", "reseller customer"],
            relationships.Where(r => actors.ContainsKey(r.CustomerId))
                .Select(r => $"{actors[r.PartnerId]} {actors[r.CustomerId]}").Order(StringComparer.Ordinal));
        var customer = new TenantId(demo.Server.Actors["customer"].TenantId);
        Assert.Single(await db.SharedCustomers.Where(s => s.CustomerId == customer).ToListAsync(Cancel));
        Assert.True(await db.CustomerAgreementAcceptances.AnyAsync(a => a.CustomerId == customer, Cancel));
    }

    [Theory]
    [Trait("Rule", "BIL-70")]
    [InlineData("provider", 200_000)]
    [InlineData("provider2", 100_000)]
    [InlineData("providerUs", 150_000)]
    [InlineData("direct", 50_000)]
    [InlineData("directUs", 50_000)]
    [InlineData("directRestricted", 20_000)]
    public async Task Whoever_buys_from_the_vendor_has_its_credit_limit_and_most_of_it_left(string actor, long usd)
    {
        await using var db = demo.Database.Db();
        var tenant = new TenantId(demo.Server.Actors[actor].TenantId);
        var account = await db.CreditAccounts.SingleAsync(a => a.TenantId == tenant, Cancel);

        Assert.Equal(new Money(usd * 100, Currency.Usd), account.Limit);
        Assert.InRange(account.ExposureUnits, 1, account.LimitUnits / 4);
    }

    [Fact]
    [Trait("Rule", "BIL-71")]
    public async Task The_books_of_every_partner_balance_and_exposure_is_what_is_unbilled()
    {
        await using var db = demo.Database.Db();
        var transfers = await db.LedgerTransfers.ToListAsync(Cancel);
        var charges = await db.ChargeLines.ToListAsync(Cancel);
        foreach (var account in await db.CreditAccounts.ToListAsync(Cancel))
        {
            var own = transfers.Where(t => t.PartnerId == account.TenantId).ToList();
            long Balance(LedgerAccount of) =>
                own.Where(t => t.Credit == of).Sum(t => t.AmountUnits)
                - own.Where(t => t.Debit == of).Sum(t => t.AmountUnits);
            Assert.Equal(0, Enum.GetValues<LedgerAccount>().Sum(Balance));
            Assert.Equal(-account.LimitUnits, Balance(LedgerAccount.Granted));
            Assert.Equal(account.Available.Units, Balance(LedgerAccount.Available));
            Assert.Equal(account.ExposureUnits, Balance(LedgerAccount.Unbilled));
            Assert.Equal(
                account.ExposureUnits, charges.Where(c => c.PartnerId == account.TenantId).Sum(c => c.CreditUnits));
        }
    }

    [Fact]
    [Trait("Rule", "CAT-42")]
    [Trait("Rule", "BIL-12")]
    public async Task Every_subscription_has_its_order_charge_event_and_activity()
    {
        await using var db = demo.Database.Db();
        var orders = (await db.Orders.ToListAsync(Cancel)).ToDictionary(order => order.Id);
        var lines = (await db.OrderLines.ToListAsync(Cancel)).ToLookup(line => line.SubscriptionId);
        var charges = (await db.ChargeLines.ToListAsync(Cancel)).ToLookup(charge => charge.SubscriptionId);
        var told = await Ids("select resource_id from program_events where type = 'order-placed'");
        var recorded = await Ids("select resource_id from activity_records where action = 'OrderPlaced'");

        Assert.All(await db.Subscriptions.ToListAsync(Cancel), subscription =>
        {
            var order = orders[subscription.OrderId];
            Assert.Equal(order.CustomerId, subscription.CustomerId);
            Assert.Single(lines[subscription.Id]);
            Assert.Equal(
                subscription.BillingType == BillingType.License ? 1 : 0, charges[subscription.Id].Count());
            Assert.Single(told, order.Id.ToString());
            Assert.Single(recorded, order.Id.ToString());
        });
    }

    [Fact]
    public async Task The_business_is_large_enough_that_no_page_is_empty_and_spread_over_a_year()
    {
        await using var db = demo.Database.Db();
        var resellers = await db.Partnerships.Select(p => p.ResellerId).Distinct().CountAsync(Cancel);
        var customers = await db.CustomerRelationships.Select(r => r.CustomerId).Distinct().CountAsync(Cancel);
        Assert.InRange(resellers, 13, 20);
        Assert.InRange(customers, 40, 60);
        Assert.InRange(await db.Subscriptions.CountAsync(Cancel), 100, 140);
        Assert.False(await db.OutboxMessages.AnyAsync(Cancel));

        var months = await Ids(
            """
            select distinct to_char(at, 'YYYY-MM') from activity_records where action = 'OrderPlaced'
            """);
        Assert.InRange(months.Count, 12, 13);
        var mails = await db.SandboxMails.Select(m => m.ArrivedAt).ToListAsync(Cancel);
        Assert.True(mails.Max() - mails.Min() > TimeSpan.FromDays(330));
        Assert.True(mails.Max() < DateTimeOffset.UtcNow);
    }

    private async Task<Tenant> TenantOf(KontorDb db, string actor)
    {
        var id = new TenantId(demo.Server.Actors[actor].TenantId);
        return await db.Tenants.SingleAsync(tenant => tenant.Id == id, Cancel);
    }

    private async Task<List<string>> Ids(string sql)
    {
        await using var command = demo.Database.Source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var ids = new List<string>();
        while (await reader.ReadAsync(Cancel))
        {
            ids.Add(reader.GetString(0));
        }

        return ids;
    }
}
