using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Locations;
using Kontor.Membership;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Locations;

/// <summary>The branches of an organization and their network ids.</summary>
public sealed class LocationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "ACC-41")]
    [Trait("Rule", "ACC-44")]
    public async Task An_account_admin_adds_a_location_which_gets_a_network_id_of_its_own()
    {
        await using var world = await World.Create();
        var reseller = await world.Established();

        var added = await Add(world, reseller, "NL");

        var rows = await Rows(world, reseller);
        var row = Assert.Single(rows, row => row.Id.Id == added.ValueOrNull!.Id);
        Assert.Matches("^[5-9][0-9]{6}$", row.Id.Id);
        Assert.Equal(("NL", (TenantId?)null), (row.Id.Market, row.Id.TenantId));
        Assert.Equal("Weserufer Amsterdam B.V.", row.Facts.Profile.LegalName);
        Assert.Equal("Keizersgracht 1", row.Facts.Profile.Street);

        // The other one has nothing of its own and shares what the global account has.
        var shared = Assert.Single(rows, other => other.Id.Id == reseller.NetworkId);
        Assert.Equal(
            ("Weserufer Systemhaus GmbH", "Am Wall 12", reseller.Domain),
            (shared.Facts.Profile.LegalName, shared.Facts.Profile.Street, shared.TenantDomain));
        await using var db = world.Db();
        Assert.Equal(1, await db.ActivityRecords.CountAsync(r => r.Action == "LocationAdded", Cancel));
        Assert.Equal(ProfileEvent.LocationAdded, (await db.ProfileHistory.SingleAsync(Cancel)).Event);
    }

    [Fact]
    [Trait("Rule", "ACC-44")]
    public async Task A_member_gets_the_number_in_its_membership_account()
    {
        await using var world = await World.Create();
        var reseller = await world.Established();
        var account = await world.Member("ada@member.example", (reseller.NetworkId!, "DE", true));

        var added = await Add(world, reseller, "NL");

        await using var db = world.Db();
        var profile = await db.MembershipProfiles.SingleAsync(p => p.NetworkId == added.ValueOrNull!.Id, Cancel);
        Assert.Equal(
            (account.Id, "NL", "Weserufer Amsterdam B.V.", true),
            (profile.AccountId, profile.Market, profile.LegalName, profile.IsActive));
    }

    [Fact]
    [Trait("Rule", "ACC-44")]
    [Trait("Rule", "ACC-43")]
    public async Task A_location_changes_its_address_and_contact_and_never_its_country()
    {
        await using var world = await World.Create();
        var (reseller, other) = (await world.Established(), await world.Established(await world.Reseller()));
        var number = (await Add(world, reseller, "NL")).ValueOrNull!.Id;
        var wish = Wish(reseller, "Keizersgracht 2");

        Assert.True((await Change(world, reseller, number, wish)).Decision.IsGranted);
        Assert.Equal("LEGAL_POSTAL_CODE_INVALID", Code(await Change(
            world, reseller, number, wish with { Profile = wish.Profile with { PostalCode = "28195" } })));
        Assert.Equal("LOCATION_NOT_FOUND", Code(await Change(world, other, number, wish)));

        var row = Assert.Single(await Rows(world, reseller), row => row.Id.Id == number);
        Assert.Equal(("NL", "Keizersgracht 2"), (row.Id.Market, row.Facts.Profile.Street));
        await using var db = world.Db();
        var line = await db.ProfileHistory.SingleAsync(h => h.Event == ProfileEvent.LocationChanged, Cancel);
        Assert.Equal([new FieldChange(ProfileField.Street, "Keizersgracht 1", "Keizersgracht 2")], line.Fields);
    }

    [Fact]
    [Trait("Rule", "ACC-44")]
    public async Task A_location_needs_a_country_a_whole_address_and_a_contact_at_work()
    {
        await using var world = await World.Create();
        var reseller = await world.Established();
        var wish = Wish(reseller, "Keizersgracht 1");

        Assert.Equal("LOCATION_COUNTRY_UNKNOWN", Code(await Add(world, reseller, "", wish)));
        Assert.Equal("LOCATION_COUNTRY_UNKNOWN", Code(await Add(world, reseller, "XX", wish)));
        Assert.Equal(
            "LEGAL_STREET_INVALID",
            Code(await Add(world, reseller, "NL", wish with { Profile = wish.Profile with { Street = "" } })));
        Assert.Equal(
            "PRIMARY_CONTACT_EMAIL_PERSONAL",
            Code(await Add(world, reseller, "NL", wish with { Contact = wish.Contact with { Email = "ada@gmail.com" } })));
        Assert.Single(await Rows(world, reseller));
    }

    [Fact]
    [Trait("Rule", "ACC-44")]
    public async Task An_operator_deletes_a_location_for_good_and_says_why()
    {
        await using var world = await World.Create();
        var (vendor, reseller) = (await world.Vendor(), await world.Established());
        await world.Member("ada@member.example", (reseller.NetworkId!, "DE", true));
        var number = (await Add(world, reseller, "NL")).ValueOrNull!.Id;

        Assert.Equal("LOCATION_REASON_INVALID", Code(await Delete(world, vendor, reseller, number, "")));
        Assert.True((await Delete(world, vendor, reseller, number, "Ada closed it.")).Decision.IsGranted);
        Assert.Equal("LOCATION_NOT_FOUND", Code(await Delete(world, vendor, reseller, number, "Again.")));

        Assert.DoesNotContain(await Rows(world, reseller), row => row.Id.Id == number);
        await using var db = world.Db();
        Assert.False((await db.MembershipProfiles.SingleAsync(p => p.NetworkId == number, Cancel)).IsActive);
        var line = await db.ProfileHistory.SingleAsync(h => h.Event == ProfileEvent.LocationDeleted, Cancel);
        Assert.Equal((true, $"{number}: Ada closed it."), (line.IsByOperator, line.Reason));
        Assert.Equal(1, await db.ActivityRecords.CountAsync(r => r.Action == "LocationDeleted", Cancel));
    }

    [Fact]
    [Trait("Rule", "ACC-44")]
    public async Task A_location_with_which_a_partner_trades_is_deleted_only_when_that_is_confirmed()
    {
        await using var world = await World.Create();
        var (vendor, reseller) = (await world.Vendor(), await world.Established());

        Assert.Equal("LOCATION_IN_USE", Code(await Delete(world, vendor, reseller, reseller.NetworkId!, "Asked.")));
        Assert.True((await Delete(
            world, vendor, reseller, reseller.NetworkId!, "Asked.", isConfirmed: true)).Decision.IsGranted);

        Assert.Empty(await Rows(world, reseller));
        Assert.Null((await world.Does((IdentifierQueries use) => use.Of(reseller.Id, Cancel))).Associated);
    }

    [Fact]
    [Trait("Rule", "ACC-44")]
    public async Task Operators_delete_only_what_is_the_partners_and_no_global_account()
    {
        await using var world = await World.Create();
        var (vendor, reseller, other) = (await world.Vendor(), await world.Established(), await world.Reseller());
        var customer = await world.Customer();

        Assert.Equal(
            "LOCATION_NOT_FOUND", Code(await Delete(world, vendor, other, reseller.NetworkId!, "Asked.", isConfirmed: true)));
        Assert.Equal(
            "LOCATION_NOT_FOUND", Code(await Delete(world, vendor, customer, reseller.NetworkId!, "Asked.", isConfirmed: true)));
        Assert.Null(await world.Does((DeleteLocation use) => use.Look(customer.Id, Cancel)));
    }

    [Fact]
    [Trait("Rule", "ACC-42")]
    public async Task Of_tenants_of_one_organization_that_link_a_location_at_once_one_gets_it_and_it_is_not_deleted_meanwhile()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var first = await world.Established();
        var number = (await Add(world, first, "DE", Wish(first, "Am Wall 1", "28195"))).ValueOrNull!.Id;
        var others = new List<TenantId>();
        for (var count = 0; count < 4; count++)
        {
            others.Add((await world.Reseller(ofSame: first, hasNetworkId: false)).Id);
        }

        var links = others.Select(tenant => Task.Run(async () =>
        {
            await using var db = world.Db();
            var id = await db.NetworkIds.SingleOrDefaultAsync(n => n.Id == number && n.TenantId == null, Cancel);
            if (id is null)
            {
                return false;
            }

            id.TenantId = tenant;
            return await db.TrySaveChanges(Cancel) is null;
        }));
        var deletion = Task.Run(() => Delete(world, vendor, first, number, "Asked."));
        var linked = await Task.WhenAll(links);

        var deleted = (await deletion).Decision.IsGranted;
        Assert.Equal(1, linked.Count(got => got) + (deleted ? 1 : 0));
        Assert.Equal(!deleted, (await Rows(world, first)).Any(row => row.Id.Id == number && row.Id.TenantId is not null));
    }

    [Fact]
    [Trait("Rule", "ACC-48")]
    public async Task Identifiers_are_those_of_the_organization_and_of_nobody_else()
    {
        await using var world = await World.Create();
        var (reseller, stranger) = (await world.Established(), await world.Reseller());
        var second = await world.Reseller(ofSame: reseller, hasNetworkId: false);
        await world.Does((WriteCompanyProfile use) => use.Company(
            reseller.GlobalAdmin, new CompanyDetails("", "", "en", "12-345-6789"), Cancel));

        var known = await world.Does((IdentifierQueries use) => use.Of(reseller.Id, Cancel));
        var others = await world.Does((IdentifierQueries use) => use.Of(stranger.Id, Cancel));

        Assert.Equal(reseller.OrganisationId, known.Organisation.Id);
        Assert.Equal(
            new[] { reseller.Domain, second.Domain }.Order(), known.Tenants.SelectMany(row => row.Domains).Order());
        Assert.Equal((reseller.NetworkId, "123456789"), (known.Associated!.Id, known.Duns));
        Assert.Equal(stranger.NetworkId, Assert.Single(others.NetworkIds).Id.Id);
        Assert.Null(others.Duns);
    }

    private static LocationWish Wish(Participant of, string street, string postalCode = "1015 CJ") => new(
        new LegalProfile("Weserufer Amsterdam B.V.", street, "Amsterdam", "", postalCode, "", true),
        new PrimaryContact(false, "Ada", "Contact", $"ada@{of.Domain}", "+31 20 5550100", "en"));

    private static Task<Result<NetworkId>> Add(
        World world, Participant partner, string market, LocationWish? wish = null) => world.Does((WriteLocations use) =>
        use.Add(partner.As(Role.AccountAdmin), market, wish ?? Wish(partner, "Keizersgracht 1"), Cancel));

    private static Task<Result<NetworkId>> Change(
        World world, Participant partner, string number, LocationWish wish) => world.Does((WriteLocations use) =>
        use.Change(partner.GlobalAdmin, number, wish, Cancel));

    private static Task<Result<NetworkId>> Delete(
        World world, Participant vendor, Participant partner, string number, string reason, bool isConfirmed = false) =>
        world.Does((DeleteLocation use) =>
            use.Handle(vendor.As(Role.ProgramOperator), partner.Id, number, reason, isConfirmed, Cancel));

    private static Task<IReadOnlyList<LocationRow>> Rows(World world, Participant partner) =>
        world.Does((LocationQueries use) => use.Of(partner.OrganisationId, Cancel));

    private static string Code<T>(Result<T> result)
        where T : class => result.Decision.Reasons[0].Code;
}
