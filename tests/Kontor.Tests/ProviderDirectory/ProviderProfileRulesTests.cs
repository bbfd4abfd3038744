using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.ProviderDirectory;

namespace Kontor.Tests.ProviderDirectory;

/// <summary>What may stand in a profile, and the way it goes: written, handed in, decided. Without a database.</summary>
public sealed class ProviderProfileRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [Trait("Rule", "ENR-50")]
    [InlineData(3)]
    [InlineData(17)]
    [InlineData(71)]
    [InlineData(2026)]
    public void Whatever_is_done_in_whichever_order_nothing_is_published_but_what_was_handed_in(int seed)
    {
        var chance = new Random(seed);
        var profile = NewProfile();
        ProviderProfileText? handedIn = null, published = null;
        var met = new HashSet<ProviderProfileState>();
        for (var step = 0; step < 2_000; step++)
        {
            var act = Enum.GetValues<ProviderProfileAct>()[chance.Next(6)];
            var (before, version, slug) = (profile.State, profile.Version, profile.Slug);
            var next = ProviderProfileStates.After(before, act);
            Assert.Equal(next is not null, ProviderProfileRules.May(before, act).IsGranted);
            var text = World.ProviderText(about: $"Text {step}");
            if (next is null)
            {
                Assert.Throws<InvalidOperationException>(() => Do(profile, act, text));
                Assert.Equal((before, version), (profile.State, profile.Version));
                continue;
            }

            Do(profile, act, text);
            handedIn = act == ProviderProfileAct.HandIn ? text : handedIn;
            published = act == ProviderProfileAct.Publish ? handedIn : published;
            Assert.Equal((next.Value, version + 1), (profile.State, profile.Version));
            Assert.Same(published, profile.Published);
            Assert.Equal(published is not null, profile.Slug is not null);
            Assert.Equal(profile.State == ProviderProfileState.Settled, profile.Draft is null);
            Assert.Equal(profile.State == ProviderProfileState.Refused, profile.RefusedBecause is not null);
            Assert.Equal(slug ?? profile.Slug, profile.Slug);
            if (profile.State == ProviderProfileState.HandedIn)
            {
                Assert.Same(handedIn, profile.Draft);
            }

            met.Add(profile.State);
        }

        Assert.Equal(Enum.GetValues<ProviderProfileState>().ToHashSet(), met);
    }

    [Fact]
    [Trait("Rule", "ENR-50")]
    public void An_operator_decides_on_what_waits_and_was_looked_at_and_a_refusal_says_why()
    {
        var profile = NewProfile();
        Assert.Equal([ProviderProfileReasons.NothingWaits], Decide(0, true, null));

        profile.HandIn(World.ProviderText(), Now);
        Assert.Equal([ProviderProfileReasons.ChangedMeanwhile], Decide(0, true, null));
        Assert.Empty(Decide(1, true, null));
        Assert.Empty(Decide(1, false, "Too loud."));
        foreach (var because in new[] { null, "", "   ", new string('x', ProviderProfileRules.MaxReasonLength + 1), "a\u0007b" })
        {
            Assert.Equal(["PROVIDER_PROFILE_REFUSAL_INVALID"], Decide(1, false, because).Select(reason => reason.Code));
        }

        IReadOnlyList<Reason> Decide(int version, bool publishes, string? because) =>
            ProviderProfileRules.MayDecide(profile, version, new(publishes, because)).Reasons;
    }

    [Fact]
    [Trait("Rule", "REL-02")]
    [Trait("Rule", "REL-03")]
    public void What_is_handed_in_says_everything_that_providers_are_compared_by_and_a_draft_may_be_half_written()
    {
        Assert.Equal(
            [
                "PROVIDER_ABOUT_INVALID", "PROVIDER_SERVICES_MISSING", "PROVIDER_LANGUAGES_INVALID",
                "PROVIDER_COUNTRIES_MISSING", "PROVIDER_CONTACT_NAME_INVALID", "PROVIDER_CONTACT_EMAIL_INVALID",
                "PROVIDER_CONTACT_PHONE_INVALID",
            ],
            HandIn(ProviderProfileText.Empty));
        Assert.Empty(Keep(ProviderProfileText.Empty));
        Assert.Empty(HandIn(World.ProviderText()));
        Assert.Equal(
            ["PROVIDER_SERVICE_INVALID"],
            HandIn(World.ProviderText() with { Services = [new(ProviderService.Marketing, "")] }));
    }

    [Theory]
    [Trait("Rule", "REL-02")]
    [Trait("Rule", "REL-03")]
    [Trait("Rule", "REL-04")]
    [InlineData("about", "PROVIDER_ABOUT_INVALID")]
    [InlineData("about-control", "PROVIDER_ABOUT_INVALID")]
    [InlineData("sentence", "PROVIDER_SERVICE_INVALID")]
    [InlineData("service", "PROVIDER_SERVICE_INVALID")]
    [InlineData("languages", "PROVIDER_LANGUAGES_INVALID")]
    [InlineData("language", "PROVIDER_LANGUAGES_INVALID")]
    [InlineData("country", "PROVIDER_COUNTRY_OUTSIDE_REGION")]
    [InlineData("name", "PROVIDER_CONTACT_NAME_INVALID")]
    [InlineData("mail", "PROVIDER_CONTACT_EMAIL_INVALID")]
    [InlineData("phone", "PROVIDER_CONTACT_PHONE_INVALID")]
    public void What_is_beyond_its_bounds_is_not_even_kept_as_a_draft(string what, string code)
    {
        var text = World.ProviderText();
        var wrong = what switch
        {
            "about" => text with { About = new string('x', ProviderProfileRules.MaxAboutLength + 1) },
            "about-control" => text with { About = "null\0" },
            "sentence" => text with { Services = [new(ProviderService.Marketing, new string('x', ProviderProfileRules.MaxSentenceLength + 1))] },
            "service" => text with { Services = [new((ProviderService)(-1), "x")] },
            "languages" => text with { Languages = [.. SpokenLanguages.All.Take(ProviderProfileRules.MaxLanguages + 1)] },
            "language" => text with { Languages = ["klingon"] },
            "country" => text with { Countries = ["DE", "US"] },
            "name" => text with { Contact = text.Contact with { Name = "two\nlines" } },
            "mail" => text with { Contact = text.Contact with { Email = "nobody" } },
            _ => text with { Contact = text.Contact with { Phone = "call me" } },
        };

        Assert.Equal([code], Keep(wrong));
        Assert.Equal([code], HandIn(wrong));
    }

    [Theory]
    [Trait("Rule", "REL-03")]
    [InlineData("https://provider.example/a?b=c", true)]
    [InlineData("http://provider.example", true)]
    [InlineData("javascript:alert(1)//.example", false)]
    [InlineData("data:text/html,<b>x</b>.example", false)]
    [InlineData("ftp://provider.example", false)]
    [InlineData("//provider.example", false)]
    [InlineData("https://vendor.example@evil.example", false)]
    [InlineData("https://provider.example/a b", false)]
    [InlineData("provider.example", false)]
    public void The_web_address_is_one_that_a_browser_opens_as_a_page(string address, bool isTaken)
    {
        var text = World.ProviderText();
        Assert.Equal(isTaken ? [] : ["PROVIDER_WEBSITE_INVALID"], Keep(text with { Contact = text.Contact with { Website = address } }));
    }

    [Fact]
    [Trait("Rule", "ENR-50")]
    public void What_says_what_is_published_already_is_not_handed_in_again_in_whichever_order_it_is_written()
    {
        var text = World.ProviderText(languages: ["en", "de"], countries: ["DE", "AT", "DE"]).InOrder();
        var same = World.ProviderText(languages: ["de", "en", "en"], countries: ["AT", "DE"]).InOrder();

        Assert.Equal([ProviderProfileReasons.Unchanged], ProviderProfileRules.MayHandIn(same, text, "Europe", InEurope).Reasons);
        Assert.Empty(ProviderProfileRules.MayHandIn(same with { About = "New." }, text, "Europe", InEurope).Reasons);
    }

    [Fact]
    [Trait("Rule", "ENR-50")]
    public void Global_admins_and_account_admins_of_providers_write_and_nobody_else()
    {
        var actor = new Actor(new(Guid.Empty), TenantKind.Partner, null, null, "ada", [Role.AccountAdmin]);

        Assert.True(ProviderProfileRules.MayChange(actor, isProvider: true).IsGranted);
        Assert.True(ProviderProfileRules.MayChange(actor with { Roles = [Role.GlobalAdmin] }, true).IsGranted);
        Assert.Equal([ProviderProfileReasons.ProvidersOnly], ProviderProfileRules.MayChange(actor, isProvider: false).Reasons);
        Assert.Equal(
            [ProviderProfileReasons.AdminRequired],
            ProviderProfileRules.MayChange(actor with { Roles = [Role.SalesAgent, Role.AdminAgent] }, true).Reasons);
        Assert.Equal(
            [ProviderProfileReasons.AdminRequired],
            ProviderProfileRules.MayChange(actor with { TenantKind = TenantKind.Operator, Roles = [Role.ProgramOperator] }, true).Reasons);
    }

    [Theory]
    [Trait("Rule", "REL-03")]
    [InlineData("Alsterbogen Distribution GmbH", "alsterbogen-distribution-gmbh")]
    [InlineData("  Øst & Søn A/S  ", "ost-son-a-s")]
    [InlineData("Čeští Dodavatelé s.r.o.", "cesti-dodavatele-s-r-o")]
    [InlineData("Straße \"Süd\" <b>", "strasse-sud-b")]
    [InlineData("株式会社クラウド", "provider")]
    [InlineData("", "provider")]
    public void A_slug_is_of_plain_letters_and_of_bounded_length(string name, string slug)
    {
        Assert.Equal(slug, ProviderSlug.From(name));
        Assert.Equal(slug + "-3", ProviderSlug.Free(slug, new HashSet<string> { slug, slug + "-2", slug + "-4" }));
        Assert.True(ProviderSlug.From(string.Concat(Enumerable.Repeat(name + "abc ", 100))).Length <= ProviderSlug.MaxLength);
    }

    private static void Do(ProviderProfile profile, ProviderProfileAct act, ProviderProfileText text)
    {
        switch (act)
        {
            case ProviderProfileAct.Write:
                profile.Write(text, Now);
                break;
            case ProviderProfileAct.HandIn:
                profile.HandIn(text, Now);
                break;
            case ProviderProfileAct.Withdraw:
                profile.Withdraw(Now);
                break;
            case ProviderProfileAct.Discard:
                profile.Discard(Now);
                break;
            case ProviderProfileAct.Publish:
                profile.Publish($"slug-{profile.Version}", "Name", Now);
                break;
            default:
                profile.Refuse("Because.", Now);
                break;
        }
    }

    private static ProviderProfile NewProfile() => new()
    {
        TenantId = new(Guid.NewGuid()),
        Id = Guid.NewGuid(),
        Cloud = Cloud.Public,
        RegionGroup = "Europe",
        Since = Now,
    };

    private static bool InEurope(string market) => market is "AT" or "DE";

    private static IEnumerable<string> Keep(ProviderProfileText text) =>
        ProviderProfileRules.HasBounds(text, "Europe", InEurope).Reasons.Select(reason => reason.Code);

    private static IEnumerable<string> HandIn(ProviderProfileText text) =>
        ProviderProfileRules.MayHandIn(text, null, "Europe", InEurope).Reasons.Select(reason => reason.Code);
}
