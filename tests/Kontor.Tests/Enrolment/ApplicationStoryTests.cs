using System.Globalization;
using System.Text;
using Kontor.Enrolment;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Enrolment;

/// <summary>
/// Whatever people do in whatever order, and several at once: an application moves along its states only, and each mail
/// that is promised leaves once.
/// </summary>
public sealed class ApplicationStoryTests
{
    private const int Steps = 24;

    /// <summary>Who does the same thing at the same moment, in some of the steps.</summary>
    private const int AtOnce = 3;

    /// <summary>ENR-39 as a table: what leads where, and how many mails tell of it (ENR-29, ENR-30, ENR-60).</summary>
    private static readonly Dictionary<(Act Act, EnrolmentState? From), (EnrolmentState To, int Mails)> Story = new()
    {
        [(Act.Begin, null)] = (EnrolmentState.Draft, 0),
        [(Act.Begin, EnrolmentState.Withdrawn)] = (EnrolmentState.Draft, 0),
        [(Act.Submit, EnrolmentState.Draft)] = (EnrolmentState.AwaitingEmailVerification, 1),
        [(Act.Resend, EnrolmentState.AwaitingEmailVerification)] = (EnrolmentState.AwaitingEmailVerification, 1),
        [(Act.ChangeAddress, EnrolmentState.AwaitingEmailVerification)] = (EnrolmentState.AwaitingEmailVerification, 1),
        [(Act.Confirm, EnrolmentState.AwaitingEmailVerification)] = (EnrolmentState.InReview, 1),
        [(Act.Qualify, EnrolmentState.InReview)] = (EnrolmentState.Qualified, 1),
        [(Act.Reject, EnrolmentState.InReview)] = (EnrolmentState.Rejected, 1),
        [(Act.Correct, EnrolmentState.Rejected)] = (EnrolmentState.InReview, 1),
        [(Act.CorrectAddress, EnrolmentState.Rejected)] = (EnrolmentState.AwaitingEmailVerification, 1),
        [(Act.Appeal, EnrolmentState.Rejected)] = (EnrolmentState.InReview, 1),
        [(Act.Withdraw, EnrolmentState.Draft)] = (EnrolmentState.Withdrawn, 0),
        [(Act.Withdraw, EnrolmentState.AwaitingEmailVerification)] = (EnrolmentState.Withdrawn, 1),
        [(Act.Withdraw, EnrolmentState.InReview)] = (EnrolmentState.Withdrawn, 1),
        [(Act.Withdraw, EnrolmentState.Rejected)] = (EnrolmentState.Withdrawn, 1),
        [(Act.Suspend, EnrolmentState.Qualified)] = (EnrolmentState.Suspended, 1),
        [(Act.Reinstate, EnrolmentState.Suspended)] = (EnrolmentState.Qualified, 1),
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private enum Act
    {
        Begin,
        Submit,
        Resend,
        ChangeAddress,
        Confirm,
        Qualify,
        Reject,
        Correct,
        CorrectAddress,
        Appeal,
        Withdraw,
        Suspend,
        Reinstate,
    }

    [Theory]
    [Trait("Rule", "ENR-30")]
    [Trait("Rule", "ENR-39")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_story_stays_on_its_way_and_every_promised_mail_leaves_once(int seed)
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var chance = new Random(seed);
        var met = new HashSet<(Act, EnrolmentState?)>();
        for (var story = 0; story < 4; story++)
        {
            var told = new Teller(world, vendor, await world.Applicant(), chance);
            for (var step = 0; step < Steps; step++)
            {
                met.Add(await told.Next());
            }
        }

        // A story that is refused at every turn would show nothing.
        Assert.True(met.Count(Story.ContainsKey) > Story.Count / 2, string.Join(", ", met));
    }

    /// <summary>One applicant's story.</summary>
    private sealed class Teller(World world, Participant vendor, Participant applicant, Random chance)
    {
        private readonly List<string> _told = [];
        private int _count;

        public async Task<(Act Act, EnrolmentState? From)> Next()
        {
            var from = await State();
            var act = Pick(from);
            var mails = await Mails();
            var many = chance.Next(3) == 0;
            var prepared = await Prepare(act, from);
            var granted = (await Task.WhenAll(Enumerable.Range(0, many ? AtOnce : 1)
                .Select(_ => Task.Run(() => Do(act, prepared))))).Count(done => done);
            var (to, more) = (await State(), await Mails() - mails);
            _told.Add(string.Create(CultureInfo.InvariantCulture, $"{from} {act} x{(many ? AtOnce : 1)} -> {to}, {granted} granted, {more} mails"));
            Check(act, from, to, granted, more);

            // A day later the mails with a link count from the beginning (ENR-35).
            world.Clock.Advance(TimeSpan.FromHours(7));
            return (act, from);
        }

        private void Check(Act act, EnrolmentState? from, EnrolmentState? to, int granted, int mails)
        {
            var tale = string.Join('\n', _told);
            if (!Story.TryGetValue((act, from), out var told) || granted == 0)
            {
                Assert.True(to == from && mails == 0, tale);
                return;
            }

            // What leaves the state as it is can happen several times; everything else once, whoever tries.
            Assert.True(to == told.To, tale);
            Assert.True(mails == told.Mails * (from == to ? granted : 1), tale);
            Assert.True(from == to || granted == 1 || act is Act.Begin or Act.Confirm, tale);
        }

        /// <summary>Mostly what is possible, sometimes what is not.</summary>
        private Act Pick(EnrolmentState? from)
        {
            Act[] possible = [.. Story.Keys.Where(key => key.From == from).Select(key => key.Act)];
            var all = Enum.GetValues<Act>();
            return possible.Length > 0 && chance.Next(4) > 0 ? possible[chance.Next(possible.Length)] : all[chance.Next(all.Length)];
        }

        private async Task<EnrolmentState?> State()
        {
            await using var db = world.Db();
            return await db.PartnerEnrolments.Where(e => e.TenantId == applicant.Id)
                .Select(e => (EnrolmentState?)e.State).SingleOrDefaultAsync(Cancel);
        }

        private async Task<int> Mails()
        {
            await using var db = world.Db();
            return await db.OutboxMessages.CountAsync(m => m.Recipient.EndsWith(applicant.Domain), Cancel);
        }

        /// <summary>What a person does before the act itself; its outcome is what the act needs.</summary>
        private async Task<string> Prepare(Act act, EnrolmentState? from)
        {
            _count++;
            var boss = applicant.GlobalAdmin;
            switch (act)
            {
                case Act.Submit when from == EnrolmentState.Draft:
                    await world.Draft(applicant: applicant);
                    break;
                case Act.Correct or Act.CorrectAddress when from == EnrolmentState.Rejected:
                    var address = act == Act.CorrectAddress
                        ? $"ada{_count}@{applicant.Domain}"
                        : (await world.ApplicationOf(applicant)).Organisation.ContactEmail;
                    var profile = World.Profile() with { Street = $"Am Wall {_count}" };
                    await world.Does((WriteApplication use) => use.Profile(boss, profile, false, Cancel));
                    await world.Does((WriteApplication use) => use.Contacts(
                        boss, World.Contact(applicant, address), World.Support(applicant), false, Cancel));
                    break;
                case Act.Appeal when from == EnrolmentState.Rejected:
                    using (var paper = new MemoryStream(Encoding.ASCII.GetBytes($"%PDF-1.7 {_count}")))
                    {
                        await world.Does((ApplicationDocuments use) => use.Add(boss, PartnerType.Reseller, "extract.pdf", paper, Cancel));
                    }

                    break;
                case Act.Confirm:
                    var letter = (await world.Mails()).LastOrDefault(mail =>
                        mail.To.EndsWith(applicant.Domain, StringComparison.Ordinal)
                        && mail.Text.Contains(ApplicationNews.LinkPath, StringComparison.Ordinal));
                    return letter is null ? "none" : letter.Text.Split(ApplicationNews.LinkPath)[1].Split('\n')[0].Trim();
                case Act.Qualify or Act.Reject:
                    return $"{(await world.ApplicationOf(applicant)).Application?.Version ?? 0}";
            }

            return "";
        }

        private async Task<bool> Do(Act act, string prepared)
        {
            var boss = applicant.GlobalAdmin;
            return act switch
            {
                Act.Begin => await Granted((StartApplication use) => use.Handle(boss, Cancel)),
                Act.Submit => await Granted((SubmitApplication use) => use.Handle(boss, true, Cancel)),
                Act.Resend => await Granted((VerifyAddress use) => use.Resend(boss, Cancel)),
                Act.ChangeAddress => await Granted((VerifyAddress use) =>
                    use.Change(boss, $"new{_count}@{applicant.Domain}", Cancel)),
                Act.Confirm => await Granted((VerifyAddress use) => use.Confirm(prepared, Cancel)),
                Act.Qualify => await Granted(Verdict(prepared, true, "")),
                Act.Reject => await Granted(Verdict(prepared, false, "The register has another name.")),
                Act.Correct or Act.CorrectAddress => await Granted((AnswerRejection use) => use.Resubmit(boss, true, Cancel)),
                Act.Appeal => await Granted((AnswerRejection use) => use.Appeal(boss, "Please look again.", Cancel)),
                Act.Withdraw => await Granted((WithdrawApplication use) => use.Handle(boss, Cancel)),
                Act.Suspend => await Granted(Standing(StandingAct.Suspend, SuspensionCause.PaymentOverdue)),
                _ => await Granted(Standing(StandingAct.Reinstate, null)),
            };
        }

        private Func<DecideApplication, Task<Result<ApplicationFile>>> Verdict(string version, bool business, string reason) =>
            use => use.Handle(
                vendor.As(Role.ProgramOperator), applicant.Id, int.Parse(version, CultureInfo.InvariantCulture),
                new Verdict(true, business, reason), Cancel);

        private Func<ChangeStanding, Task<Result<StandingChange>>> Standing(StandingAct act, SuspensionCause? cause) =>
            use => use.Handle(
                vendor.As(Role.ProgramOperator), applicant.Id, new StandingWish(act, cause, "As agreed.", null), Cancel);

        private async Task<bool> Granted<TUseCase, T>(Func<TUseCase, Task<Result<T>>> act)
            where TUseCase : notnull
            where T : class => (await world.Does(act)).Decision.IsGranted;
    }
}
