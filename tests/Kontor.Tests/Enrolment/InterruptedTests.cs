using Kontor.Enrolment;
using Kontor.Kernel;

namespace Kontor.Tests.Enrolment;

/// <summary>
/// What somebody else does between two statements of a use case is found out, whichever two they are: a use case never
/// goes by one part of a file from before it and another from after it.
/// </summary>
public sealed class InterruptedTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "ENR-39")]
    public Task Of_a_new_mail_and_the_use_of_the_old_link_before_it_is_sent_one_is_done() =>
        Interruption.AtEveryStatement(async statement =>
        {
            await using var world = await World.Create();
            var (applicant, token) = await world.Submitted();
            var isConfirmed = false;

            var (resent, isInterrupted) = await world.DoesInterrupted(
                statement,
                async () => isConfirmed = Was(await world.Does((VerifyAddress use) => use.Confirm(token, Cancel))),
                (VerifyAddress use) => use.Resend(applicant.GlobalAdmin, Cancel));

            Assert.Equal((isInterrupted, !isInterrupted), (isConfirmed, Was(resent)));
            return isInterrupted;
        });

    [Fact]
    [Trait("Rule", "ENR-29")]
    [Trait("Rule", "ENR-39")]
    public Task A_link_that_is_replaced_while_it_is_used_confirms_nothing() =>
        Interruption.AtEveryStatement(async statement =>
        {
            await using var world = await World.Create();
            var (applicant, token) = await world.Submitted();
            var isChanged = false;

            var (confirmed, isInterrupted) = await world.DoesInterrupted(
                statement,
                async () => isChanged = Was(await world.Does((VerifyAddress use) =>
                    use.Change(applicant.GlobalAdmin, $"office@{applicant.Domain}", Cancel))),
                (VerifyAddress use) => use.Confirm(token, Cancel));

            Assert.Equal((isInterrupted, !isInterrupted), (isChanged, Was(confirmed)));
            return isInterrupted;
        });

    [Fact]
    [Trait("Rule", "ENR-39")]
    public Task An_application_that_is_sent_while_it_is_written_is_not_written_any_more() =>
        Interruption.AtEveryStatement(async statement =>
        {
            await using var world = await World.Create();
            var applicant = await world.Draft();

            var (written, isInterrupted) = await world.DoesInterrupted(
                statement,
                () => world.Does((SubmitApplication use) => use.Handle(applicant.GlobalAdmin, true, Cancel)),
                (WriteApplication use) => use.Profile(applicant.GlobalAdmin, World.Profile("Other GmbH"), false, Cancel));

            var file = await world.ApplicationOf(applicant);
            Assert.Equal(!isInterrupted, Was(written));
            Assert.Equal(isInterrupted, file.State == EnrolmentState.AwaitingEmailVerification);
            Assert.Equal(!isInterrupted, file.Application!.Profile.LegalName == "Other GmbH");
            return isInterrupted;
        });

    [Fact]
    [Trait("Rule", "ENR-39")]
    public Task Of_a_decision_and_the_other_that_comes_into_it_one_is_made() =>
        Interruption.AtEveryStatement(async statement =>
        {
            await using var world = await World.Create();
            var (applicant, vendor) = (await world.InReview(), await world.Vendor());
            var version = (await world.ApplicationOf(applicant)).Application!.Version;

            var (rejected, verified, meeting) = await world.Meet(
                statement,
                (DecideApplication use) => use.Handle(
                    vendor.As(Role.ProgramOperator), applicant.Id, version, new(true, false, "Not in the register."), Cancel),
                (DecideApplication use) => use.Handle(
                    vendor.As(Role.ProgramOperator), applicant.Id, version, new(true, true, ""), Cancel));

            Assert.NotEqual(Was(rejected), verified is not null && Was(verified));
            Assert.Equal(Was(rejected), (await world.ApplicationOf(applicant)).State == EnrolmentState.Rejected);
            Assert.Equal(3, (await world.Mails()).Count);
            return meeting != Meeting.None;
        });

    [Fact]
    [Trait("Rule", "ACC-42")]
    public Task A_network_id_that_another_tenant_takes_while_an_application_is_sent_stays_with_that_tenant() =>
        Interruption.AtEveryStatement(async statement =>
        {
            await using var world = await World.Create();
            await world.Member("membership.admin", ("6758210", "DE", true));
            var (slower, quicker) = (await Choosing(world), await Choosing(world));
            var isTaken = false;

            var (sent, isInterrupted) = await world.DoesInterrupted(
                statement,
                async () => isTaken = Was(await world.Does((SubmitApplication use) =>
                    use.Handle(quicker.GlobalAdmin, true, Cancel))),
                (SubmitApplication use) => use.Handle(slower.GlobalAdmin, true, Cancel));

            Assert.Equal((isInterrupted, !isInterrupted), (isTaken, Was(sent)));
            Assert.Equal(
                "6758210", (await world.ApplicationOf(isInterrupted ? quicker : slower)).LinkedNetworkId);
            return isInterrupted;
        });

    [Fact]
    [Trait("Rule", "ENR-35")]
    [Trait("Rule", "ENR-36")]
    public Task A_name_that_is_changed_while_the_address_is_confirmed_is_still_to_be_verified() =>
        Interruption.AtEveryStatement(async statement =>
        {
            await using var world = await World.Create();
            var reseller = await world.Established();
            await Change(world, reseller, legal => legal with
            {
                Contact = legal.Contact with { Email = $"office@{reseller.Domain}" },
            });
            var token = await world.TokenMailed();
            var changed = Decision.Granted;

            var (_, isInterrupted) = await world.DoesInterrupted(
                statement,
                async () => changed = (await Change(world, reseller, legal => legal with
                {
                    Profile = legal.Profile with { LegalName = "Weserufer Cloud GmbH" },
                })).Decision,
                (VerifyAddress use) => use.Confirm(token, Cancel));

            var file = await world.Does((OrganisationFiles files) => files.Of(reseller.Id, Cancel));
            Assert.True(changed.IsGranted);
            Assert.Equal(isInterrupted ? VerificationState.Pending : VerificationState.Authorised, file.State);
            return isInterrupted;
        });

    /// <summary>A draft that is to take the one network id of the membership.</summary>
    private static async Task<Participant> Choosing(World world)
    {
        var applicant = await world.Draft();
        await world.Does((LinkNetworkId use) =>
            use.SignIn(applicant.GlobalAdmin, "membership.admin", World.Password, Cancel));
        await world.Does((LinkNetworkId use) => use.Choose(applicant.GlobalAdmin, "6758210", Cancel));
        return applicant;
    }

    private static async Task<Result<OrganisationFile>> Change(
        World world, Participant partner, Func<LegalFacts, LegalFacts> change)
    {
        var file = await world.Does((OrganisationFiles files) => files.Of(partner.Id, Cancel));
        return await world.Does((ChangeLegalProfile use) => use.Handle(partner.GlobalAdmin, change(file.Legal), Cancel));
    }

    private static bool Was<T>(Result<T> done)
        where T : class => done.ValueOrNull is not null;
}
