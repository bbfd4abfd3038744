using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Site;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Kontor.Tests.Site;

/// <summary>What waits is found by its features, each along an index, and told to whom it concerns.</summary>
public sealed class WaitingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_source_has_its_words_and_asks_for_no_more_than_can_be_told()
    {
        await using var world = await World.Create();
        foreach (var source in world.Services.GetServices<IWaitingItems>())
        {
            var command = source.Ask((await world.Provider()).GlobalAdmin, world.Now);

            Assert.All(["one", "many", "text", "verb"], part => Assert.True(Texts.Has($"waiting.{source.Kind.Key}.{part}")));
            Assert.Contains(command.Parameters.Cast<NpgsqlParameter>(), p => p.Value is IWaitingItems.Most + 1);
        }
    }

    [Fact]
    public async Task Every_source_reads_along_an_index()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        await ManyPartners(world, provider, await world.Customer());
        await using var connection = await world.Source.OpenConnectionAsync(Cancel);
        await using (var set = new NpgsqlCommand("set enable_seqscan = off; set enable_bitmapscan = off", connection))
        {
            await set.ExecuteNonQueryAsync(Cancel);
        }

        string[] expected =
        [
            "ix_partner_invitations_unanswered", "ix_partner_invitations_address", "ix_partnerships_resellers_since",
            "ix_customer_invitations_unanswered", "ix_customer_invitations_address", "ix_customer_invitations_customer", "\"IX_customer_relationships_customer_id\"",
            "ix_customer_relationships_since", "ix_carts_open", "ix_subscriptions_ending",
            "ix_subscriptions_ending_reseller", "ix_subscriptions_ending_customer", "pk_price_lists",
            "ix_outbox_messages_failing", "ix_outbox_messages_failing",
            "\"IX_partner_agreement_signatures_organisation_id_region_group_v~\"",
            "\"IX_partner_enrolments_state_since_tenant_id\"", "ux_reseller_applications_open",
            "\"IX_partner_enrolments_state_since_tenant_id\"", "ux_direct_applications_open",

            "ix_merge_invitations_waiting",
            "\"IX_partnership_end_requests_state_filed_at_id\"",

            // Rights that are asked for, and rights that end.
            "ix_delegated_grants_customer", "ix_delegated_grants_end",

            // Service requests for the partner, the vendor and the customer.
            "ix_service_requests_waiting", "ix_service_requests_escalated", "ix_service_requests_customer_state",

            // Profiles for the directory, for operators and for the provider.
            "\"IX_provider_profiles_state_since_tenant_id\"", "\"IX_provider_profiles_state_since_tenant_id\"",

            // Changed profiles, for operators and for the partner.
            "\"IX_profile_verifications_state_since_organisation_id\"", "pk_profile_verifications",

            // Where the own partner stands, in three sentences.
            "\"IX_partner_enrolments_state_since_tenant_id\"", "\"IX_partner_enrolments_state_since_tenant_id\"",
            "\"IX_partner_enrolments_state_since_tenant_id\"",
        ];
        var plans = new List<string>();
        foreach (var source in world.Services.GetServices<IWaitingItems>())
        {
            var asked = source.Ask(provider.GlobalAdmin, world.Now);
            await using var command = new NpgsqlCommand("explain (costs off) " + asked.CommandText, connection);
            command.Parameters.AddRange(asked.Parameters.Cast<NpgsqlParameter>().Select(p => p.Clone()).ToArray());
            var plan = "";
            await using var reader = await command.ExecuteReaderAsync(Cancel);
            while (await reader.ReadAsync(Cancel))
            {
                plan += reader.GetString(0) + "\n";
            }

            plans.Add($"{source.Kind.Key}\n{plan}");
        }

        Assert.Equal(expected.Length, plans.Count);
        Assert.All(expected, index => Assert.Contains(plans, plan => plan.Contains($" {index} ", StringComparison.Ordinal)));
        Assert.All(plans, plan => Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Rule", "AGR-12")]
    [Trait("Rule", "AGR-20")]
    public async Task A_provider_is_told_what_waits_with_a_button_and_nothing_of_others()
    {
        await using var world = await World.Create();
        var (provider, other) = (await world.Provider(), await world.Provider());
        var (signed, unsigned, customer) = (await world.Reseller(), await world.Reseller(hasSigned: false), await world.Customer());
        await world.Partnership(provider, signed);
        await world.Partnership(provider, unsigned);
        await world.Relationship(provider, customer, RelationshipKind.IndirectProvider);
        await world.AsksForPartnership(provider, await world.Reseller());
        world.Clock.Advance(TimeSpan.FromDays(86));

        var own = await Home(world, provider);
        var foreign = await Home(world, other);

        Assert.Equal(["customersWithoutAgreement", "partnerInvitations", "unsignedResellers"], Keys(own).Order());
        Assert.Contains($"{unsigned.Name} has not signed the partner agreement", own.Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"{signed.Name} has not signed", own.Text, StringComparison.Ordinal);
        Assert.Contains("4 days left", own.Text, StringComparison.Ordinal);
        Assert.Contains("Waiting for 86 days", own.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"/customers/{customer.Id}\"", own.Html, StringComparison.Ordinal);
        Assert.Contains("href=\"/resellers\"", own.Html, StringComparison.Ordinal);
        Assert.Empty(Keys(foreign));
        Assert.Contains("Nothing waits for you.", foreign.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_looks_after_the_server_is_told_of_mail_that_fails_and_of_mail_that_was_given_up()
    {
        await using var world = await World.Create();
        await using (var db = world.Db())
        {
            // Due when nobody looks any more.
            OutboxMessage Failed(string to, bool isGivenUp = false)
            {
                var message = new Mail(to, "Hello", "Text", "en").ToOutbox(world.Now);
                (message.Attempts, message.LastError, message.DueAt) = (3, MailError.Timeout, world.Now.AddDays(30));
                message.GivenUpAt = isGivenUp ? world.Now : null;
                return message;
            }

            db.AddRange(Failed("late@x.example"), Failed("gone@x.example", isGivenUp: true));
            await db.SaveChangesAsync(Cancel);
        }

        var seen = await Home(world, await world.Vendor(), Role.ProgramOperator);
        var others = await Home(world, await world.Provider());

        Assert.Equal(["failingMails", "undeliveredMails"], Keys(seen).Order());
        Assert.Contains("The mail to late@x.example could not be delivered", seen.Text, StringComparison.Ordinal);
        Assert.Contains("The mail to gone@x.example was given up", seen.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"/ops/mail?state=Undelivered\"", seen.Html, StringComparison.Ordinal);
        Assert.Empty(Keys(others));
    }

    [Fact]
    public async Task Many_of_a_kind_are_one_line_and_whose_role_does_not_cover_it_is_told_nothing()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        foreach (var _ in Enumerable.Range(0, 4))
        {
            await world.Partnership(provider, await world.Reseller(hasSigned: false));
        }

        var admin = await Home(world, provider);
        var billing = await Home(world, provider, Role.BillingAdmin);

        Assert.Contains("4 resellers have not signed the partner agreement", admin.Text, StringComparison.Ordinal);
        Assert.Contains(" and 1 more", admin.Text, StringComparison.Ordinal);
        Assert.Empty(Keys(billing));
    }

    [Fact]
    [Trait("Rule", "CUS-75")]
    public async Task A_customer_is_told_in_plain_words_what_is_asked_of_it_and_what_ends()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat();
        await world.Orders(chain, term: "P1Y");
        await world.Ended(await world.Relationship(
            await world.DirectPartner(), chain.Customer, RelationshipKind.Reseller, withRights: true));
        await using (var db = world.Db())
        {
            await db.Database.ExecuteSqlAsync($"update subscriptions set auto_renew = false", Cancel);
        }

        world.Clock.Advance(TimeSpan.FromDays(355));
        var home = await Home(world, chain.Customer);
        var seller = await Home(world, chain.Provider);

        Assert.Equal(["rightsLeft", "mySubscriptionsEnding"], Keys(home));
        Assert.Contains("What is asked of you", home.Text, StringComparison.Ordinal);
        Assert.Contains("Office suite ends and does not renew", home.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Monthly value", home.Text, StringComparison.Ordinal);
        Assert.Contains("subscriptionsEnding", Keys(seller));
    }

    /// <summary>A program of a hundred partners with two hundred requests and customers each, so that plans are as they will be.</summary>
    private static async Task ManyPartners(World world, Participant provider, Participant customer)
    {
        await using var db = world.Db();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into tenants (id, organisation_id, kind, cloud, market, default_domain, created_at, qualifications)
            select md5('partner' || i)::uuid, organisation_id, kind, cloud, market, 'partner' || i || '.example', created_at, 0
            from tenants, generate_series(1, 99) i where id = {provider.Id.Value};
            create temporary table sellers as
            select n, id from (select row_number() over (order by id) - 1 as n, id from tenants where kind = 'Partner') numbered;

            insert into partner_invitations (id, provider_id, email, token_hash, created_at, expires_at, version)
            select gen_random_uuid(), s.id, 'someone' || i || '@example.org', decode(md5('p' || i), 'hex'), {world.Now},
                {world.Now} + i * interval '1 minute', 0
            from generate_series(1, 20000) i join sellers s on s.n = i % 100;
            insert into customer_invitations (id, partner_id, kind, asks_admin_rights, provider_asks_admin_rights, email,
                token_hash, created_at, expires_at, version)
            select gen_random_uuid(), s.id, 'Reseller', false, false, 'someone' || i || '@example.org',
                decode(md5('c' || i), 'hex'), {world.Now}, {world.Now} + i * interval '1 minute', 0
            from generate_series(1, 20000) i join sellers s on s.n = i % 100;

            insert into partnerships (id, provider_id, reseller_id, reseller_network_id, begun_at, provider_has_admin_access,
                provider_name_key, reseller_name_key)
            select gen_random_uuid(), one.id, other.id, '1', {world.Now} - (one.n + other.n) * interval '1 hour', false,
                'seller ' || one.n, 'seller ' || other.n
            from sellers one join sellers other on other.n <> one.n;

            insert into tenants (id, organisation_id, kind, cloud, market, default_domain, created_at, qualifications)
            select md5('customer' || i)::uuid, organisation_id, kind, cloud, market, 'customer' || i || '.example', created_at, 0
            from tenants, generate_series(1, 20000) i where id = {customer.Id.Value};
            insert into customer_relationships (id, partner_id, customer_id, kind, admin_rights, begun_at, customer_name,
                customer_name_key, customer_domain, customer_market)
            select gen_random_uuid(), s.id, md5('customer' || i)::uuid, 'Reseller', 'None', {world.Now} - i * interval '1 hour',
                'Customer ' || i, 'customer ' || i, 'customer' || i || '.example', 'DE'
            from generate_series(1, 20000) i join sellers s on s.n = i % 100;
            drop table sellers;
            """,
            Cancel);
        await db.Database.ExecuteSqlAsync($"analyze", Cancel);
    }

    private static IEnumerable<string> Keys(SeenPage page) => System.Text.RegularExpressions.Regex
        .Matches(page.Html, "data-waiting=\"(\\w+)\"").Select(match => match.Groups[1].Value);

    private static async Task<SeenPage> Home(World world, Participant who, Role role = Role.GlobalAdmin)
    {
        using var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(who, $"{role}".ToLowerInvariant(), role));
        await browser.Open("/home?culture=en");
        return await browser.Open("/home");
    }
}
