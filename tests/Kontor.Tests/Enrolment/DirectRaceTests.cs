using Kontor.Enrolment;
using Microsoft.EntityFrameworkCore;
using static Kontor.Tests.Enrolment.DirectSteps;

namespace Kontor.Tests.Enrolment;

/// <summary>Applications as direct partner under several hands at once, and in whichever order people act.</summary>
public sealed class DirectRaceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "ENR-44")]
    public async Task Of_operators_who_decide_at_once_one_wins_and_one_mail_tells_it()
    {
        await using var world = await World.Create();
        var applicant = await world.DirectAt(EnrolmentState.Submitted);
        var version = (await world.DirectOf(applicant)).Application!.Version;
        await world.DirectDecided(applicant, null, version: version);

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => world.DirectDecided(
            applicant, number % 2 == 0 ? DirectDecision.VerifyCompany : DirectDecision.Refuse, "Not in the register.", version)));

        Assert.Single(results, result => result.Decision.IsGranted);
        Assert.All(
            results.Where(result => !result.Decision.IsGranted),
            result => Assert.Equal(["APPLICATION_DECIDED_MEANWHILE"], Codes(result)));
        Assert.Equal(2, (await world.Mails()).Count);
    }

    [Fact]
    [Trait("Rule", "ENR-44")]
    public async Task Of_tabs_that_begin_and_send_at_once_one_does_and_an_approval_and_a_withdrawal_exclude_each_other()
    {
        await using var world = await World.Create();
        var applicant = await world.EstablishedReseller();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Start(world, applicant.GlobalAdmin)));
        await world.Does((SendDirectApplication use) => use.Write(applicant.GlobalAdmin, World.DirectAnswers(), Cancel));

        var sent = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Submit(world, applicant)));
        var version = (await world.DirectOf(applicant)).Application!.Version;
        await world.DirectDecided(applicant, null, version: version);
        var approved = world.DirectDecided(applicant, DirectDecision.VerifyCompany, version: version);
        var withdrawn = world.Does((SendDirectApplication use) => use.Withdraw(applicant.GlobalAdmin, Cancel));
        var outcomes = await Task.WhenAll(approved, withdrawn);

        await using var db = world.Db();
        Assert.Equal(1, await db.DirectApplications.CountAsync(Cancel));
        Assert.Single(sent, result => result.Decision.IsGranted);
        Assert.Single(outcomes, result => result.Decision.IsGranted);
        var state = await db.PartnerEnrolments
            .Where(e => e.TenantId == applicant.Id && e.Type == PartnerType.DirectPartner).Select(e => e.State).SingleAsync(Cancel);
        Assert.Equal(outcomes[0].Decision.IsGranted ? EnrolmentState.CreditCheck : EnrolmentState.Withdrawn, state);
    }

    [Theory]
    [Trait("Rule", "ENR-44")]
    [InlineData(11)]
    [InlineData(23)]
    [InlineData(47)]
    [InlineData(91)]
    public async Task Whatever_people_do_in_whichever_order_the_enrollment_stays_in_its_machine(int seed)
    {
        await using var world = await World.Create();
        var chance = new Random(seed);
        var applicant = await world.EstablishedReseller();
        var before = (EnrolmentState?)null;
        var met = new HashSet<EnrolmentState>();
        for (var step = 0; step < 60; step++)
        {
            switch (chance.Next(6))
            {
                case 0:
                    await Start(world, applicant.GlobalAdmin);
                    break;
                case 1:
                    await world.Does((SendDirectApplication use) => use.Write(applicant.GlobalAdmin, World.DirectAnswers(), Cancel));
                    await Submit(world, applicant);
                    break;
                case 2 when chance.Next(4) == 0:
                    await world.Does((SendDirectApplication use) => use.Withdraw(applicant.GlobalAdmin, Cancel));
                    break;
                case 3:
                    await Plan(world, applicant, $"SUP-{step}");
                    break;
                case 4 when chance.Next(2) == 0:
                    await Sign(world, applicant);
                    break;
                default:
                    var decisions = Enum.GetValues<DirectDecision>();
                    await world.DirectDecided(applicant, decisions[chance.Next(decisions.Length)], "Because.");
                    break;
            }

            var file = await world.DirectOf(applicant);
            if (file.State != before)
            {
                Assert.True(
                    IsMove(before, file.State!.Value), $"{before} became {file.State} in step {step} of seed {seed}.");
            }

            Assert.Equal(file.State is not (null or EnrolmentState.Withdrawn), file.Application is not null);
            before = file.State;
            met.Add(file.State ?? EnrolmentState.Withdrawn);
        }

        Assert.True(met.Count > 2, $"Seed {seed} went nowhere.");
    }

    private static bool IsMove(EnrolmentState? from, EnrolmentState to) => from is not { } state
        ? to == EnrolmentState.Draft
        : (state, to) == (EnrolmentState.Withdrawn, EnrolmentState.Draft)
            || Enum.GetValues<EnrolmentEvent>().Any(happened =>
                EnrolmentStates.After(PartnerType.DirectPartner, state, happened, null) == to);
}
