using System.Net;
using Kontor.Customers;
using Kontor.Eligibility;
using Kontor.Kernel;
using Kontor.Tests.Site;

namespace Kontor.Tests.Eligibility;

/// <summary>"No" is no dead end: each way out of each reason, and each step, is a page that whoever asked may open.</summary>
public sealed class WaysOutTests
{
    /// <summary>What only a reseller, or only a provider, is told or does; a direct partner is told all the rest.</summary>
    private static readonly string[] OfResellers =
    [
        "RESELLER_OF_THIS_PROVIDER", "PROVIDER_REQUIRED", "INVITE_CUSTOMER_JOINTLY", "INVITE_EXISTING_CUSTOMER_JOINTLY",
        "TWO_TIER_OFF",
    ];

    private static readonly string[] OfProviders =
    [
        "RESELLER_REQUIRED", "PARTNER_REGION_MISMATCH", "ASK_FOR_PARTNERSHIP", "OWN_PROVIDER",
    ];

    [Fact]
    [Trait("Rule", "SCN-01")]
    [Trait("Rule", "SCN-06")]
    public async Task Every_way_out_and_every_step_leads_to_a_page_that_whoever_asks_may_open()
    {
        await using var world = await World.Create();
        await world.Vendor();
        var customer = await world.Customer();
        var (provider, reseller, direct) = (await world.Provider(), await world.Reseller(), await world.DirectPartner());
        await world.Partnership(provider, reseller);
        foreach (var partner in (Participant[])[provider, reseller, direct])
        {
            await world.Relationship(partner, customer, KindOf(partner));
        }

        var server = await world.WholeServer();
        var links = Links(customer).ToArray();
        var broken = new List<string>();
        foreach (var (reader, codes) in ((Participant, Func<string, bool>)[])
        [
            (reseller, OfResellers.Contains), (provider, OfProviders.Contains),
            (direct, code => !OfResellers.Contains(code) && !OfProviders.Contains(code)),
        ])
        {
            using var browser = new Browser(server);
            await browser.SignIn(await world.User(reader, $"u{Guid.NewGuid():N}", Role.GlobalAdmin));
            foreach (var group in links.Where(link => codes(link.Code)).GroupBy(link => link.Href))
            {
                var page = await browser.Open(group.Key);
                if (page.Status != HttpStatusCode.OK)
                {
                    broken.AddRange(group.Select(link => $"{link.Code}: {link.Href} is {page.Status} {page.Location}"));
                }
            }
        }

        Assert.True(links.Length > 40, $"{links.Length} links");
        Assert.True(broken.Count == 0, string.Join(Environment.NewLine, broken));

        RelationshipKind KindOf(Participant partner) =>
            partner == provider ? RelationshipKind.IndirectProvider
            : partner == reseller ? RelationshipKind.IndirectReseller
            : RelationshipKind.Reseller;
    }

    [Fact]
    public void Every_reason_of_eligibility_has_a_way_out() =>
        Assert.All(EligibilityReasons.InOrder, reason => Assert.True(
            reason.Code.StartsWith("OFFER_", StringComparison.Ordinal) || ReasonTexts.WaysOut(reason).Count > 0,
            reason.Code));

    private static IEnumerable<(string Code, string Href)> Links(Participant customer)
    {
        foreach (var reason in EligibilityReasons.InOrder)
        {
            foreach (var way in ReasonTexts.WaysOut(reason))
            {
                yield return (reason.Code, way.Href);
            }
        }

        foreach (var step in EligibilitySteps.InOrder.Append(EligibilitySteps.UseOwnTenant))
        {
            yield return (step.Code, StepTexts.Href(step.About("A", $"{customer.Id}", "B")));
        }
    }
}
