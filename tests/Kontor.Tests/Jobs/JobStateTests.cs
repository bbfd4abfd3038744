using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Kontor.Jobs;
using Kontor.Kernel;

namespace Kontor.Tests.Jobs;

public sealed class JobStateTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly JobState[] Final = [JobState.Succeeded, JobState.Cancelled];

    [Fact]
    public void Whatever_happens_in_whatever_order_a_job_is_in_one_of_its_states_and_final_ones_stay() => Prop.ForAll(
        Gen.Elements(Enum.GetValues<JobEvent>()).ListOf().ToArbitrary(),
        events =>
        {
            var state = JobState.Waiting;
            foreach (var happened in events)
            {
                var next = JobStates.After(state, happened);
                if (Final.Contains(state) && next is not null)
                {
                    return false;
                }

                state = next ?? state;
            }

            return Enum.IsDefined(state);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_state_can_be_reached_and_left_or_is_final_on_purpose()
    {
        var moves =
            from state in Enum.GetValues<JobState>()
            from happened in Enum.GetValues<JobEvent>()
            let next = JobStates.After(state, happened)
            where next is not null
            select (From: state, To: next.Value);

        Assert.Equal(Final, Enum.GetValues<JobState>().Except(moves.Select(move => move.From)));
        Assert.Empty(Enum.GetValues<JobState>().Except(moves.Select(move => move.To)));
    }

    [Fact]
    public void A_job_never_holds_a_claim_without_running_and_never_runs_without_one() => Prop.ForAll(
        Gen.Choose(0, 6).ListOf().ToArbitrary(),
        acts =>
        {
            var job = New();
            foreach (var act in acts)
            {
                Try(job, act);
                if ((job.Claim is not null) != (job.State == JobState.Running)
                    || (job.FinishedAt is not null) != job.IsFinished
                    || job.Attempts is < 0 or > Job.MaxAttempts)
                {
                    return false;
                }
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_cannot_happen_is_a_mistake_of_the_program()
    {
        var job = New();

        Assert.Throws<InvalidOperationException>(() => job.Succeed(null, Start));
        Assert.Equal((JobState.Waiting, 0), (job.State, job.Version));
    }

    [Fact]
    public void A_job_that_is_lost_too_often_is_given_up_and_can_be_tried_again()
    {
        var job = New();
        for (var attempt = 1; attempt <= Job.MaxAttempts; attempt++)
        {
            job.Begin(Guid.NewGuid(), Start, Start);
            job.Lose(Start, Start);
        }

        Assert.Equal((JobState.Failed, "JOB_GAVE_UP"), (job.State, job.Reasons.Single().Code));
        Assert.Equal("JOB_RETRY_OF_NO_USE", job.MayRetry(kindAllows: false).Reasons.Single().Code);
        Assert.True(job.Retry(kindAllows: true, Start).IsGranted);
        Assert.Equal((JobState.Waiting, 0), (job.State, job.Attempts));
    }

    [Fact]
    public void A_refusal_by_the_work_itself_is_not_tried_again_and_a_finished_job_is_not_canceled()
    {
        var job = New();
        job.Begin(Guid.NewGuid(), Start, Start);
        job.Fail([JobReasons.NotFound], null, Start);

        Assert.Equal("JOB_RETRY_OF_NO_USE", job.Retry(kindAllows: true, Start).Reasons.Single().Code);
        Assert.Equal("JOB_FINISHED", job.Cancel(Start).Reasons.Single().Code);
        Assert.Equal(JobState.Failed, job.State);
    }

    [Theory]
    [InlineData(4, 50, 100, null)]
    [InlineData(10, 4, 100, null)]
    [InlineData(10, 50, 0, null)]
    [InlineData(10, 50, 100, 10)]
    [InlineData(30, 75, 100, 10)]
    [InlineData(30, 100, 100, null)]
    public void What_is_left_is_said_only_where_it_is_no_guess(int seconds, long done, long total, int? left)
    {
        var job = New();
        job.Begin(Guid.NewGuid(), Start, Start);
        typeof(Job).GetProperty(nameof(Job.StepStartedAt))!.SetValue(job, Start);
        job.Reached(new JobProgress(1, 2, "Check", done, total, 0, 0));

        Assert.Equal(left, (int?)job.LeftOfStep(Start.AddSeconds(seconds))?.TotalSeconds);
    }

    [Fact]
    public void Reasons_are_kept_with_their_arguments()
    {
        var reason = JobReasons.GaveUp.About(3, "<b>", Start, 5_000_000_000L);

        var kept = JsonSerializer.Deserialize<Reason>(JsonSerializer.Serialize(reason, ReasonJson.Options), ReasonJson.Options);

        Assert.Equal(reason, kept);
    }

    [Theory]
    [InlineData("C:\\prices\\list.csv", "list.csv")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("a\u0007b\n.csv", "ab.csv")]
    public void Of_a_files_name_folders_and_control_characters_are_left_out(string sent, string kept) =>
        Assert.Equal(kept, JobFile.NameOf(sent));

    private static void Try(Job job, int act)
    {
        try
        {
            _ = act switch
            {
                0 => Do(() => job.Begin(Guid.NewGuid(), Start, Start)),
                1 => Do(() => job.HandBack(Start)),
                2 => Do(() => job.Lose(Start, Start)),
                3 => Do(() => job.Succeed("{}", Start)),
                4 => Do(() => job.Fail([JobReasons.GaveUp.About(1)], null, Start)),
                5 => job.Cancel(Start).IsGranted,
                _ => job.Retry(kindAllows: true, Start).IsGranted,
            };
        }
        catch (InvalidOperationException)
        {
            // It cannot happen now.
        }
    }

    private static bool Do(Action act)
    {
        act();
        return true;
    }

    private static Job New() => new()
    {
        TenantId = new(Guid.NewGuid()),
        TenantKind = TenantKind.Operator,
        Id = new(Guid.NewGuid()),
        Kind = "test",
        CreatedByName = "ada@example.org",
        CreatedAt = Start,
        DueAt = Start,
    };
}
