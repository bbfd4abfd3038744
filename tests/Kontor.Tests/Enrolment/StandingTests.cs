using Kontor.Enrolment;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Enrolment;

/// <summary>What the vendor does to the place of a partner that was admitted.</summary>
public sealed class StandingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "ENR-60")]
    [Trait("Rule", "ENR-61")]
    public async Task A_suspension_holds_for_every_enrollment_and_a_reinstatement_leads_each_back()
    {
        await using var world = await World.Create();
        var (vendor, partner) = (await world.Vendor(), await world.DirectPartner());
        await world.Enrolled(partner, PartnerType.Reseller, EnrolmentState.Qualified);

        Assert.True((await Acts(world, vendor, partner, Suspension())).Decision.IsGranted);
        Assert.All((await Look(world, partner)).Enrolments, e => Assert.Equal(EnrolmentState.Suspended, e.State));
        Assert.Equal([StandingAct.Reinstate], (await Look(world, partner)).Possible);
        Assert.Equal("STANDING_NOT_POSSIBLE", Code(await Acts(world, vendor, partner, Suspension())));

        world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True((await Acts(world, vendor, partner, new(StandingAct.Reinstate, null, "Paid.", null))).Decision.IsGranted);
        var standing = await Look(world, partner);
        Assert.Equal(
            [(PartnerType.DirectPartner, EnrolmentState.Active), (PartnerType.Reseller, EnrolmentState.Qualified)],
            standing.Enrolments.Select(e => (e.Type, e.State)));
        Assert.Equal([StandingAct.Reinstate, StandingAct.Suspend], standing.History.Select(change => change.Act));
        await using var db = world.Db();
        Assert.Equal(2, await db.OutboxMessages.CountAsync(m => m.Template == "partnerStanding", Cancel));
        Assert.Equal(2, await db.Set<Kontor.Activity.ActivityRecord>().CountAsync(r => r.Action == "PartnerStandingChanged", Cancel));
    }

    [Fact]
    [Trait("Rule", "ENR-44")]
    [Trait("Rule", "ENR-45")]
    [Trait("Rule", "ENR-46")]
    public async Task A_direct_partner_is_told_before_it_is_restricted_and_is_restricted_on_the_day_at_the_earliest()
    {
        await using var world = await World.Create();
        var (vendor, partner) = (await world.Vendor(), await world.DirectPartner());
        var day = DateOnly.FromDateTime(world.Now.UtcDateTime).AddDays(30);
        var restriction = new StandingWish(StandingAct.Restrict, null, "Revenue of the year was too low.", null);
        var announcement = new StandingWish(StandingAct.AnnounceRestriction, null, "Revenue was too low.", day);

        Assert.Equal("STANDING_NOT_POSSIBLE", Code(await Acts(world, vendor, partner, restriction)));
        Assert.Equal("RESTRICTION_DAY_NOT_AHEAD", Code(await Acts(world, vendor, partner, announcement with { From = day.AddDays(-30) })));
        Assert.True((await Acts(world, vendor, partner, announcement)).Decision.IsGranted);
        Assert.Equal(day, (await Look(world, partner)).Enrolments.Single().RestrictedFrom);
        Assert.Equal("STANDING_NOT_POSSIBLE", Code(await Acts(world, vendor, partner, restriction)));

        world.Clock.Advance(TimeSpan.FromDays(30));
        Assert.True((await Acts(world, vendor, partner, restriction)).Decision.IsGranted);
        var restricted = (await Look(world, partner)).Enrolments.Single();
        Assert.Equal((EnrolmentState.Restricted, (DateOnly?)null), (restricted.State, restricted.RestrictedFrom));

        // Suspended meanwhile, it comes back to the restriction, which ends when the requirements are met.
        await Acts(world, vendor, partner, Suspension());
        await Acts(world, vendor, partner, new(StandingAct.Reinstate, null, "Paid.", null));
        Assert.Equal(EnrolmentState.Restricted, (await Look(world, partner)).Enrolments.Single().State);
        Assert.True((await Acts(world, vendor, partner, new(StandingAct.LiftRestriction, null, "Met.", null))).Decision.IsGranted);
        Assert.Equal(EnrolmentState.Active, (await Look(world, partner)).Enrolments.Single().State);
    }

    [Fact]
    [Trait("Rule", "ENR-45")]
    public async Task What_was_announced_can_be_called_off()
    {
        await using var world = await World.Create();
        var (vendor, partner) = (await world.Vendor(), await world.DirectPartner());
        var day = DateOnly.FromDateTime(world.Now.UtcDateTime).AddDays(1);
        await Acts(world, vendor, partner, new(StandingAct.AnnounceRestriction, null, "Too low.", day));

        Assert.True((await Acts(world, vendor, partner, new(StandingAct.CallOffRestriction, null, "Met.", null))).Decision.IsGranted);
        world.Clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal([StandingAct.Suspend, StandingAct.AnnounceRestriction], (await Look(world, partner)).Possible);
    }

    [Fact]
    [Trait("Rule", "ENR-60")]
    public async Task Of_several_operators_at_once_one_acts_and_one_mail_leaves()
    {
        await using var world = await World.Create();
        var (vendor, partner) = (await world.Vendor(), await world.Reseller());

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() =>
            Acts(world, vendor, partner, Suspension()))));

        Assert.Single(results, result => result.Decision.IsGranted);
        Assert.All(
            results.Where(result => !result.Decision.IsGranted), result => Assert.Equal("STANDING_NOT_POSSIBLE", Code(result)));
        await using var db = world.Db();
        Assert.Equal(1, await db.OutboxMessages.CountAsync(m => m.Template == "partnerStanding", Cancel));
    }

    [Theory]
    [Trait("Rule", "ENR-60")]
    [InlineData(null, "Why", "SUSPENSION_CAUSE_MISSING")]
    [InlineData(SuspensionCause.ProviderOperations, "Why", "SUSPENSION_CAUSE_OF_RESELLERS")]
    [InlineData(SuspensionCause.PaymentOverdue, " ", "STANDING_NOTE_INVALID")]
    [InlineData(SuspensionCause.PaymentOverdue, "\u0007", "STANDING_NOTE_INVALID")]
    public async Task A_suspension_needs_a_cause_that_fits_and_a_word_for_the_partner(
        SuspensionCause? cause, string note, string refusal)
    {
        await using var world = await World.Create();
        var (vendor, partner) = (await world.Vendor(), await world.DirectPartner());

        Assert.Equal(refusal, Code(await Acts(world, vendor, partner, new(StandingAct.Suspend, cause, note, null))));
        Assert.Empty((await Look(world, partner)).History);
    }

    [Fact]
    [Trait("Rule", "ENR-60")]
    public async Task Nobody_acts_on_customers_strangers_and_applicants()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var (customer, applicant) = (await world.Customer(), await world.DirectPartner());
        await using (var db = world.Db())
        {
            await db.PartnerEnrolments.Where(e => e.TenantId == applicant.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(e => e.State, EnrolmentState.Submitted), Cancel);
        }

        Assert.Equal("PARTNER_NOT_FOUND", Code(await Acts(world, vendor, customer, Suspension())));
        Assert.Equal("PARTNER_NOT_FOUND", Code(await Acts(world, vendor, applicant, Suspension())));
        var nobody = await world.Does((ChangeStanding use) =>
            use.Handle(vendor.GlobalAdmin, new TenantId(Guid.NewGuid()), Suspension(), Cancel));
        Assert.Equal("PARTNER_NOT_FOUND", Code(nobody));
    }

    private static StandingWish Suspension() =>
        new(StandingAct.Suspend, SuspensionCause.PaymentOverdue, "The invoice of March is open.", null);

    private static Task<Result<StandingChange>> Acts(World world, Participant vendor, Participant partner, StandingWish wish) =>
        world.Does((ChangeStanding use) => use.Handle(vendor.GlobalAdmin, partner.Id, wish, Cancel));

    private static async Task<PartnerStanding> Look(World world, Participant partner) =>
        (await world.Does((ChangeStanding use) => use.Look(partner.Id, Cancel)))!;

    private static string Code<T>(Result<T> result)
        where T : class => result.Decision.Reasons[0].Code;
}
