using Kontor.Access;
using Kontor.Accounts;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Policy;
using Kontor.ProviderDirectory;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.ProviderDirectory;

/// <summary>Who is in the directory, who sees whom there, and how providers are found.</summary>
public sealed class DirectoryTests
{
    private static readonly DirectoryFilter Public = new(DirectoryScope.Public);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "REL-03")]
    [Trait("Rule", "ENR-50")]
    public async Task Only_approved_and_active_providers_with_a_published_profile_are_there()
    {
        await using var world = await World.Create();
        var (active, unsigned, suspended) =
            (await world.Provider(), await world.Provider(hasSigned: false), await world.Provider());
        var (drafting, waiting) = (await world.Provider(), await world.Provider());
        var slugs = new Dictionary<Participant, string>();
        foreach (var provider in new[] { active, unsigned, suspended })
        {
            slugs[provider] = await world.Listed(provider);
        }

        await world.Suspends(suspended);
        await world.WritesDraft(drafting.GlobalAdmin, World.ProviderText());
        await world.HandsIn(waiting.GlobalAdmin, World.ProviderText());

        Assert.Equal([active.Name], await world.InDirectory(Public));
        Assert.Equal(1, await world.Does((DirectoryQueries directory) => directory.Count(Public, 100, Cancel)));
        Assert.Equal(active.Name, (await Find(world, slugs[active])).ValueOrNull!.Row.Name);
        foreach (var hidden in new[] { unsigned, suspended })
        {
            Assert.Equal([ProviderProfileReasons.NotListed], (await Find(world, slugs[hidden])).Decision.Reasons);
        }

        await world.Enrolled(suspended, PartnerType.Provider, EnrolmentState.Active);
        await world.Enrolled(active, PartnerType.Provider, EnrolmentState.Withdrawn);
        Assert.Equal([suspended.Name], await world.InDirectory(Public));
    }

    [Fact]
    [Trait("Rule", "REL-01")]
    [Trait("Rule", "REL-02")]
    public async Task Providers_are_found_by_name_region_country_language_and_all_the_services_that_are_looked_for()
    {
        await using var world = await World.Create();
        var (one, other, american) = (await world.Provider(), await world.Provider("NL"), await world.Provider("US"));
        await world.Listed(one, World.ProviderText(
            services: [ProviderService.CustomerSupport, ProviderService.Training], languages: ["de"], countries: ["DE"]));
        await world.Listed(other, World.ProviderText(
            services: [ProviderService.Training, ProviderService.Marketing], languages: ["en", "nl"], countries: ["BE", "DE", "NL"]));
        await world.Listed(american, World.ProviderText(
            services: [ProviderService.Financing, ProviderService.TechnicalHelp], languages: ["en"], countries: ["US"]));

        Assert.Equal([one.Name, other.Name, american.Name], await world.InDirectory(Public));
        Assert.Equal([american.Name, other.Name, one.Name], await world.InDirectory(Public with { IsDescending = true }));
        Assert.Equal([other.Name], await world.InDirectory(Public with { Name = other.Name[3..].ToUpperInvariant() }));
        Assert.Empty(await world.InDirectory(Public with { Name = "%" }));
        Assert.Equal([one.Name, other.Name], await world.InDirectory(Public with { RegionGroup = "Europe" }));
        Assert.Equal([one.Name, other.Name], await world.InDirectory(Public with { Country = "DE" }));
        Assert.Equal([other.Name, american.Name], await world.InDirectory(Public with { Language = "en" }));
        Assert.Equal(
            [one.Name, other.Name], await world.InDirectory(Public with { Services = [ProviderService.Training] }));
        Assert.Equal(
            [other.Name],
            await world.InDirectory(Public with { Services = [ProviderService.Training, ProviderService.Marketing] }));
        Assert.Equal(
            [american.Name],
            await world.InDirectory(Public with { Services = [ProviderService.Financing, ProviderService.TechnicalHelp] }));
        Assert.Empty(await world.InDirectory(Public with { Country = "BE", Language = "de" }));
    }

    [Fact]
    [Trait("Rule", "REL-04")]
    [Trait("Rule", "NAT-10")]
    public async Task A_scope_of_a_region_or_a_cloud_shows_nothing_of_another_and_operators_see_all()
    {
        await using var world = await World.Create();
        var (european, american, chinese) =
            (await world.Provider(), await world.Provider("US"), await world.Provider("US", cloud: Cloud.China));
        var slugs = (
            European: await world.Listed(european),
            American: await world.Listed(american, World.ProviderText(countries: ["US"])),
            Chinese: await world.Listed(chinese, World.ProviderText(countries: ["US"])));
        var ofEurope = new DirectoryScope(Cloud.Public, "Europe", new TenantId(Guid.NewGuid()));
        var ofChina = new DirectoryScope(Cloud.China, null, null);
        var ofOperators = new DirectoryScope(null, null, null);

        Assert.Equal([european.Name, american.Name], await world.InDirectory(Public));
        Assert.Equal([european.Name], await world.InDirectory(new(ofEurope)));
        Assert.Empty(await world.InDirectory(new DirectoryFilter(ofEurope) { RegionGroup = "United States" }));
        Assert.Equal([chinese.Name], await world.InDirectory(new(ofChina)));
        Assert.Equal([european.Name, american.Name, chinese.Name], await world.InDirectory(new(ofOperators)));

        Assert.Equal(
            [ProviderProfileReasons.OutsideRegion], (await Find(world, slugs.American, ofEurope)).Decision.Reasons);
        Assert.Equal(
            [ProviderProfileReasons.NotListed], (await Find(world, slugs.Chinese, ofEurope)).Decision.Reasons);
        Assert.Equal([ProviderProfileReasons.NotListed], (await Find(world, slugs.Chinese)).Decision.Reasons);
        Assert.Equal([ProviderProfileReasons.NotListed], (await Find(world, slugs.European, ofChina)).Decision.Reasons);
        Assert.NotNull((await Find(world, slugs.Chinese, ofOperators)).ValueOrNull);
    }

    [Fact]
    [Trait("Rule", "NAT-04")]
    [Trait("Rule", "NAT-10")]
    public async Task Where_a_cloud_has_no_directory_nobody_writes_looks_or_is_found_until_it_is_switched_on()
    {
        await using var world = await World.Create();
        var (vendor, provider) = (await world.Vendor(), await world.Provider("US", cloud: Cloud.UsGovernment));
        var caller = new Caller { Subject = new Subject(provider.GlobalAdmin, [PartnerType.Provider], "ada") };
        var text = World.ProviderText(countries: ["US"]);

        var written = await world.Does((WriteProviderProfile use) => use.HandIn(provider.GlobalAdmin, text, null, Cancel));
        Assert.Equal([ProviderProfileReasons.DirectoryOff], written.Decision.Reasons);
        Assert.Equal([ProviderProfileReasons.DirectoryOff], (await Scope()).IsThere.Reasons);

        await Switch(ProgramPolicy.Default with { FeaturesOff = ProgramPolicy.Default.FeaturesOff.Remove(Cloud.UsGovernment) }, 0);
        var slug = await world.Listed(provider, text);
        Assert.True((await Scope()).IsThere.IsGranted);
        Assert.Equal([provider.Name], await world.InDirectory(new(await Scope())));
        Assert.NotNull((await Find(world, slug, await Scope())).ValueOrNull);

        await Switch(ProgramPolicy.Default, 1);
        Assert.Empty(await world.InDirectory(new(await Scope())));
        Assert.Equal([ProviderProfileReasons.NotListed], (await Find(world, slug, await Scope())).Decision.Reasons);

        Task<DirectoryScope> Scope() => world.Does((DirectoryScopes scopes) => scopes.Of(caller, Cancel));

        async Task Switch(ProgramPolicy policy, int version) => Assert.True((await world.Does((ChangePolicy use) =>
            use.Handle(vendor.As(Role.ProgramOperator), policy, version, Cancel))).Decision.IsGranted);
    }

    [Fact]
    [Trait("Rule", "REL-03")]
    public async Task The_name_is_the_one_that_the_organization_has_now_and_the_address_stays()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        var slug = await world.Listed(provider);
        await using (var db = world.Db())
        {
            var organisation = await db.Organisations.SingleAsync(o => o.Id == provider.OrganisationId, Cancel);
            organisation.Name = "Quite Another Name GmbH";
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Equal("Quite Another Name GmbH", (await Find(world, slug)).ValueOrNull!.Row.Name);
        Assert.Equal(["Quite Another Name GmbH"], await world.InDirectory(Public with { Name = "another" }));
        Assert.Equal(slug, await world.Listed(provider, World.ProviderText("Something new.")));
    }

    [Fact]
    [Trait("Rule", "REL-03")]
    public async Task A_page_deep_in_thousands_of_profiles_is_read_along_one_index_in_every_scope()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        await Fill(world, provider);
        (DirectoryScope Scope, string Index)[] scopes =
        [
            (new(Cloud.Public, "Europe", null), "ix_provider_profiles_region"),
            (new(Cloud.Public, null, null), "ix_provider_profiles_cloud"),
            (new(null, null, null), "ix_provider_profiles_all"),
        ];
        foreach (var (scope, index) in scopes)
        {
            var filter = new DirectoryFilter(scope) { Country = "DE", Services = [ProviderService.Training] };
            foreach (var direction in new[] { filter, filter with { IsDescending = true } })
            {
                var first = await world.Does((DirectoryQueries q) => q.List(direction, new PageRequest(20, null), Cancel));
                var next = PageRequest.From(20, first.NextCursor).ValueOrNull!;
                var second = await world.Does((DirectoryQueries q) => q.List(direction, next, Cancel));
                var plan = await world.Does((DirectoryQueries q) => Plans.Of(q.Select(direction, next), Cancel));

                Assert.Equal(40, first.Items.Concat(second.Items).DistinctBy(row => row.Slug).Count());
                Assert.Contains($"using {index}", plan, StringComparison.Ordinal);
                Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
                Assert.DoesNotContain("Sort Key", plan, StringComparison.Ordinal);
            }
        }

        var queue = new ProviderProfileFilter(Standing: ProviderProfileStanding.HandedIn);
        var plans = (
            Waiting: await world.Does((ProviderProfileQueries q) => Plans.Of(q.Select(queue, PageRequest.First), Cancel)),
            All: await world.Does((ProviderProfileQueries q) => Plans.Of(q.Select(new(), PageRequest.First), Cancel)));
        Assert.Contains("using \"IX_provider_profiles_state_since_tenant_id\"", plans.Waiting, StringComparison.Ordinal);
        Assert.Contains("using \"IX_provider_profiles_since_tenant_id\"", plans.All, StringComparison.Ordinal);
    }

    private static Task<Result<DirectoryProfile>> Find(World world, string slug, DirectoryScope? scope = null) =>
        world.Does((DirectoryQueries directory) => directory.Find(scope ?? DirectoryScope.Public, slug, Cancel));

    private static async Task Fill(World world, Participant own)
    {
        await using var db = world.Db();
        await db.Database.ExecuteSqlAsync(
            $$"""
            insert into tenants (id, organisation_id, kind, cloud, market, default_domain, created_at, qualifications)
            select gen_random_uuid(), {{own.OrganisationId.Value}}, 'Partner', 'Public', 'DE',
                'provider' || n || '.example', now(), 0
            from generate_series(1, 4000) n;
            insert into partner_enrolments (tenant_id, type, state, since)
            select id, 'Provider', 'Active', now() from tenants where default_domain like 'provider%.example' and id <> {{own.Id.Value}};
            insert into provider_profiles (tenant_id, id, cloud, region_group, state, since, published, published_at, slug,
                name_key, services, languages, countries, version)
            select id, gen_random_uuid(), case when random() < 0.3 then 'Public' else 'UsGovernment' end,
                case when random() < 0.3 then 'Europe' else 'Africa' end,
                case when random() < 0.01 then 'HandedIn' else 'Settled' end, now() - random() * interval '900 days',
                '{}'::jsonb, now(), replace(default_domain, '.', '-'), default_domain, '{Training,Marketing}', '{de}', '{AT,DE}', 1
            from tenants where default_domain like 'provider%.example' and id <> {{own.Id.Value}};
            analyze provider_profiles;
            analyze partner_enrolments;
            analyze tenants;
            """,
            Cancel);
    }
}
