using System.Collections.Immutable;
using Kontor.Access;
using Kontor.Activity;
using Kontor.Announcements;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Policy;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Announcements;

public sealed class AnnouncementTests
{
    private static readonly AnnouncementWords Words = new("New rules", "There are new rules.", "All of them are new.", "");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "OPS-20")]
    [Trait("Rule", "OPS-21")]
    public async Task Partners_read_what_is_for_their_types_and_their_region_the_newest_first_and_operators_read_all()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var (provider, reseller, american) = (await world.Provider(), await world.Reseller("FR"), await world.Reseller("US"));
        foreach (var (title, audience) in new[]
        {
            ("All", Audience.Everybody),
            ("Sellers", new Audience([PartnerType.Provider, PartnerType.DirectPartner], [])),
            ("Resellers", new Audience([PartnerType.Reseller], [])),
            ("America", new Audience([], [RegionOf(world, "US")])),
            ("European resellers", new Audience([PartnerType.Reseller], [RegionOf(world, "DE")])),
        })
        {
            world.Clock.Advance(TimeSpan.FromMinutes(1));
            await Publish(world, vendor, audience, Words with { Title = title });
        }

        Assert.Equal(["Sellers", "All"], await Titles(world, provider, PartnerType.Provider));
        Assert.Equal(["European resellers", "Resellers", "All"], await Titles(world, reseller, PartnerType.Reseller));
        Assert.Equal(["America", "Resellers", "All"], await Titles(world, american, PartnerType.Reseller));
        Assert.Equal(["All"], await Titles(world, reseller));
        Assert.Equal(["European resellers", "America", "Resellers", "Sellers", "All"], await Titles(world, vendor));
    }

    [Fact]
    [Trait("Rule", "OPS-21")]
    public async Task What_is_not_for_a_partner_or_was_withdrawn_does_not_exist_for_it()
    {
        await using var world = await World.Create();
        var (vendor, provider) = (await world.Vendor(), await world.Provider());
        var forOthers = await Publish(world, vendor, new Audience([PartnerType.Reseller], []), Words);
        var forAll = await Publish(world, vendor, Audience.Everybody, Words);

        await world.Does((PublishAnnouncement use) => use.Withdraw(vendor.As(Role.ProgramOperator), forAll.Id, forAll.Version, Cancel));
        var again = await world.Does((PublishAnnouncement use) => use.Withdraw(vendor.As(Role.ProgramOperator), forAll.Id, null, Cancel));
        var corrected = await world.Does((PublishAnnouncement use) =>
            use.Correct(vendor.As(Role.ProgramOperator), forAll.Id, Wish(Audience.Everybody, Words), null, Cancel));

        foreach (var id in new[] { forOthers.Id, forAll.Id, Guid.NewGuid() })
        {
            Assert.Null(await Find(world, provider, id, PartnerType.Provider));
        }

        Assert.NotNull((await Find(world, vendor, forAll.Id))!.WithdrawnAt);
        Assert.Equal(["ANNOUNCEMENT_WITHDRAWN"], Codes(again.Decision));
        Assert.Equal(["ANNOUNCEMENT_WITHDRAWN"], Codes(corrected.Decision));
    }

    [Fact]
    [Trait("Rule", "OPS-21")]
    public async Task Who_reads_another_language_gets_it_where_it_is_written_and_English_where_not()
    {
        await using var world = await World.Create();
        var (vendor, provider) = (await world.Vendor(), await world.Provider());
        var id = (await world.Does((PublishAnnouncement use) => use.Handle(
            vendor.As(Role.ProgramOperator),
            Wish(Audience.Everybody, Words) with
            {
                Words = ImmutableDictionary<string, AnnouncementWords>.Empty
                    .Add("en", Words).Add("de", Words with { Title = "Neue Regeln" }),
            },
            Cancel))).ValueOrNull!.Id;

        Assert.Equal(("de", "Neue Regeln"), await In("de"));
        Assert.Equal(("en", "New rules"), await In("nl"));

        async Task<(string, string)> In(string language)
        {
            System.Globalization.CultureInfo.CurrentUICulture = new(language);
            var row = (await Find(world, provider, id, PartnerType.Provider))!;
            return (row.Language, row.Words.Title);
        }
    }

    [Fact]
    [Trait("Rule", "OPS-21")]
    public async Task Of_two_operators_who_correct_at_once_one_is_told()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var announcement = await Publish(world, vendor, Audience.Everybody, Words);

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(() => world.Does((PublishAnnouncement use) => use.Correct(
            vendor.As(Role.ProgramOperator), announcement.Id, Wish(Audience.Everybody, Words with { Title = $"Title {n}" }),
            announcement.Version, Cancel)))));

        var done = Assert.Single(results, result => result.Decision.IsGranted);
        Assert.All(results.Where(result => result != done), result => Assert.Equal(["ANNOUNCEMENT_CHANGED_MEANWHILE"], Codes(result.Decision)));
        await using var db = world.Db();
        Assert.Equal(1, await db.ActivityRecords.CountAsync(r => r.Action == "AnnouncementCorrected", Cancel));
    }

    [Theory]
    [Trait("Rule", "OPS-21")]
    [InlineData("", "Summary", "Details", "ANNOUNCEMENT_WORDS_INVALID")]
    [InlineData("Title", " ", "Details", "ANNOUNCEMENT_WORDS_INVALID")]
    [InlineData("Title", "Summary", "", "ANNOUNCEMENT_WORDS_INVALID")]
    [InlineData("Two\nlines", "Summary", "Details", "ANNOUNCEMENT_WORDS_INVALID")]
    [InlineData("Title", "Summary", "Details", null)]
    public void Title_summary_and_details_are_needed_and_next_steps_are_not(
        string title, string summary, string details, string? refused)
    {
        var wish = Wish(Audience.Everybody, new(title, summary, details, ""));

        Assert.Equal(refused, Codes(AnnouncementRules.IsSound(wish, ["EU"])).SingleOrDefault());
    }

    [Fact]
    [Trait("Rule", "OPS-21")]
    public void A_category_the_regions_and_English_are_checked_and_no_text_is_too_long()
    {
        var sound = Wish(new Audience([], ["EU"]), Words);

        Assert.True(AnnouncementRules.IsSound(sound, ["EU"]).IsGranted);
        Assert.Equal(["ANNOUNCEMENT_REGION_UNKNOWN"], Codes(AnnouncementRules.IsSound(sound, ["US"])));
        Assert.Equal(["ANNOUNCEMENT_CATEGORY_UNKNOWN"], Codes(AnnouncementRules.IsSound(sound with { Category = null }, ["EU"])));
        Assert.Equal(
            ["ANNOUNCEMENT_ENGLISH_MISSING"],
            Codes(AnnouncementRules.IsSound(sound with { Words = sound.Words.Remove("en").Add("de", Words) }, ["EU"])));
        foreach (var words in new[]
        {
            Words with { Title = new('x', AnnouncementRules.MaxTitleLength + 1) },
            Words with { Summary = new('x', AnnouncementRules.MaxSummaryLength + 1) },
            Words with { Details = new('x', AnnouncementRules.MaxTextLength + 1) },
            Words with { NextSteps = new('x', AnnouncementRules.MaxTextLength + 1) },
        })
        {
            Assert.Equal(
                ["ANNOUNCEMENT_WORDS_INVALID"],
                Codes(AnnouncementRules.IsSound(sound with { Words = sound.Words.SetItem("nl", words) }, ["EU"])));
        }
    }

    [Fact]
    [Trait("Rule", "MUL-09")]
    [Trait("Rule", "OPS-20")]
    public async Task A_change_of_the_policy_is_announced_once_with_what_it_was_and_what_it_is()
    {
        await using var world = await World.Create();
        var (vendor, reseller) = (await world.Vendor(), await world.Reseller());
        var lifted = ProgramPolicy.Default with { ForbidsResaleToPartners = false };

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => world.Does((ChangePolicy use) =>
            use.Handle(vendor.As(Role.ProgramOperator), lifted, 0, Cancel)))));
        await world.Does((ChangePolicy use) => use.Handle(vendor.As(Role.ProgramOperator), lifted, 1, Cancel));

        Assert.Single(results, result => result.Decision.IsGranted);
        System.Globalization.CultureInfo.CurrentUICulture = new("en");
        var told = Assert.Single((await List(world, reseller, PartnerType.Reseller)).Items);
        Assert.Equal(AnnouncementCategory.Policy, told.Category);
        Assert.Equal(
            "Selling online services to the program tenant of another partner is forbidden: No (before: Yes).", told.Words.Summary);
        await using var db = world.Db();
        Assert.Equal(Texts.Languages.Order(), await db.AnnouncementTexts.Select(t => t.Language).Order().ToListAsync(Cancel));
        Assert.Equal(1, (await db.Announcements.SingleAsync(Cancel)).PolicyVersion);
    }

    [Fact]
    [Trait("Rule", "MUL-09")]
    public async Task Every_field_of_the_policy_can_be_announced_in_every_language()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var other = new ProgramPolicy
        {
            InvitationLifetimeDays = 30,
            DelegatedAdminMaxDays = 365,
            DelegatedAdminExtensionDays = 90,
            DelegatedAdminRequestDays = 30,
            ProviderMustNameReseller = false,
            ForbidsResaleToPartners = false,
            EnrolmentReviewWorkingDays = 10,
            DirectPartnerMonths = 6,
            DirectPartnerRevenueUsd = 100_000,
            OffersUsGovernmentCloud = true,
            OffersGermanCloud = true,
            OffersChineseCloud = true,
            FeaturesOff = ProgramPolicy.Default.FeaturesOff.Clear(),
            CartLifetimeMinutes = 20,
            RequestAnswerHours = 48,
            UsdRates = ProgramPolicy.Default.UsdRates.SetItem("EUR", 1.1m),
        };

        var changed = await world.Does((ChangePolicy use) => use.Handle(vendor.As(Role.ProgramOperator), other, 0, Cancel));

        Assert.True(changed.Decision.IsGranted);
        await using var db = world.Db();
        var fields = typeof(ProgramPolicy).GetProperties().Count(property => property.CanWrite && property.GetMethod is { IsStatic: false });
        foreach (var text in await db.AnnouncementTexts.ToListAsync(Cancel))
        {
            var lines = text.Details.Split("\n\n");
            Assert.Equal(fields, lines.Length);
            Assert.DoesNotContain("policy.", text.Details, StringComparison.Ordinal);
            Assert.All(lines, line => Assert.Matches(@"\.$", line));
        }
    }

    [Fact]
    public async Task The_list_is_read_along_the_key()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        await using var db = world.Db();
        await db.Database.ExecuteSqlAsync(
            $$"""
            insert into announcements (id, category, published_at, types, regions, version)
            select gen_random_uuid(), 'Policy', now(), case when n % 2 = 0 then '{Reseller}'::text[] else '{}' end, '{}', 0
            from generate_series(1, 5000) n
            """,
            Cancel);
        await db.Database.ExecuteSqlAsync(
            $"insert into announcement_texts select id, 'en', 'a', 'a', 'a', '' from announcements", Cancel);
        await db.Database.ExecuteSqlAsync($"analyze announcements, announcement_texts", Cancel);

        var plan = await world.Does(async (AnnouncementQueries q) => await Plans.Of(
            await q.Select(Reader(provider, PartnerType.Provider), null, null, PageRequest.First, Cancel), Cancel));

        Assert.Contains("Index Scan Backward using pk_announcements", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
    }

    private static string RegionOf(World world, string market) =>
        ((Kontor.Accounts.Markets)world.Services.GetService(typeof(Kontor.Accounts.Markets))!).Of(market).RegionGroup;

    private static AnnouncementWish Wish(Audience audience, AnnouncementWords words) => new(
        AnnouncementCategory.Features, audience, ImmutableDictionary<string, AnnouncementWords>.Empty.Add("en", words));

    private static async Task<Announcement> Publish(World world, Participant vendor, Audience audience, AnnouncementWords words) =>
        (await world.Does((PublishAnnouncement use) =>
            use.Handle(vendor.As(Role.ProgramOperator), Wish(audience, words), Cancel))).ValueOrNull!;

    private static Subject Reader(Participant who, params ImmutableArray<PartnerType> types) => new(who.GlobalAdmin, types, "");

    private static Task<Page<AnnouncementRow>> List(World world, Participant who, params ImmutableArray<PartnerType> types) =>
        world.Does((AnnouncementQueries q) => q.List(Reader(who, types), null, PageRequest.First, Cancel));

    private static async Task<IEnumerable<string>> Titles(World world, Participant who, params ImmutableArray<PartnerType> types) =>
        (await List(world, who, types)).Items.Select(row => row.Words.Title);

    private static Task<AnnouncementRow?> Find(World world, Participant who, Guid id, params ImmutableArray<PartnerType> types) =>
        world.Does((AnnouncementQueries q) => q.Find(Reader(who, types), id, Cancel));

    private static string[] Codes(Decision decision) => [.. decision.Reasons.Select(reason => reason.Code)];
}
