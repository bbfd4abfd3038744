using Kontor.DelegatedAdmin;
using Kontor.Kernel;

namespace Kontor.Tests.DelegatedAdmin;

public sealed class GrantRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly TenantId Partner = new(Guid.NewGuid());
    private static readonly TenantId Customer = new(Guid.NewGuid());
    private static readonly RoleForGroup Licenses = new(DirectoryRole.LicenseAdministrator, AgentGroup.AdminAgents);
    private static readonly RoleForGroup Passwords = new(DirectoryRole.HelpdeskAdministrator, AgentGroup.HelpdeskAgents);
    private static readonly RoleForGroup Everything = new(DirectoryRole.GlobalAdministrator, AgentGroup.AdminAgents);

    [Theory]
    [Trait("Rule", "CUS-75")]
    [InlineData(GrantState.Requested, GrantEvent.Approved, GrantState.Active)]
    [InlineData(GrantState.Requested, GrantEvent.Declined, GrantState.Declined)]
    [InlineData(GrantState.Requested, GrantEvent.Withdrawn, GrantState.Withdrawn)]
    [InlineData(GrantState.Requested, GrantEvent.Lapsed, GrantState.Expired)]
    [InlineData(GrantState.Active, GrantEvent.Narrowed, GrantState.Active)]
    [InlineData(GrantState.Active, GrantEvent.Announced, GrantState.Active)]
    [InlineData(GrantState.Active, GrantEvent.Extended, GrantState.Active)]
    [InlineData(GrantState.Active, GrantEvent.ExtensionChosen, GrantState.Active)]
    [InlineData(GrantState.Active, GrantEvent.ExtensionStopped, GrantState.Active)]
    [InlineData(GrantState.Active, GrantEvent.Removed, GrantState.Removed)]
    [InlineData(GrantState.Active, GrantEvent.GivenUp, GrantState.GivenUp)]
    [InlineData(GrantState.Active, GrantEvent.Ended, GrantState.Expired)]
    public void Rights_go_where_the_table_says(GrantState before, GrantEvent happened, GrantState after) =>
        Assert.Equal(after, GrantStates.After(before, happened));

    [Fact]
    [Trait("Rule", "CUS-75")]
    public void Nothing_else_happens_and_what_is_final_stays()
    {
        var possible =
            from state in Enum.GetValues<GrantState>()
            from happened in Enum.GetValues<GrantEvent>()
            where GrantStates.After(state, happened) is not null
            select state;

        Assert.Equal(4, possible.Count(state => state == GrantState.Requested));
        Assert.Equal(8, possible.Count(state => state == GrantState.Active));
        Assert.All(possible, state => Assert.False(GrantStates.IsFinal(state)));
    }

    [Theory]
    [Trait("Rule", "CUS-75")]
    [Trait("Rule", "CUS-76")]
    [Trait("Rule", "CUS-77")]
    [InlineData(11)]
    [InlineData(42)]
    [InlineData(20261122)]
    public void Whatever_happens_in_whatever_order_a_grant_keeps_its_promises(int seed)
    {
        var chance = new Random(seed);
        for (var run = 0; run < 300; run++)
        {
            var (days, now) = (chance.Next(1, 800), Now);
            var grant = Asked(days, chance.Next(2) == 0, Licenses, Passwords);
            for (var step = 0; step < 40; step++)
            {
                now += TimeSpan.FromHours(chance.Next(1, 24 * 40));
                var (before, until) = (grant.StateAt(now), grant.Until);
                var happened = (GrantEvent)chance.Next(Enum.GetValues<GrantEvent>().Length);
                var isDone = happened switch
                {
                    GrantEvent.Extended => grant.TryExtend(180, now),
                    GrantEvent.Narrowed => grant.TryNarrow([DirectoryRole.LicenseAdministrator], now),
                    GrantEvent.Lapsed or GrantEvent.Ended when now < until => false,
                    _ => grant.TryBecome(happened, now),
                };

                // Only the clock marks what the clock has ended.
                var isMark = isDone && happened is GrantEvent.Lapsed or GrantEvent.Ended;
                Assert.Equal(isDone && !isMark ? GrantStates.After(before, happened) : before, grant.StateAt(now));
                Assert.True(grant.Until == until || happened is GrantEvent.Approved or GrantEvent.Extended);
                Assert.Equal(GrantStates.IsFinal(grant.State), grant.ClosedAt is not null);
                Assert.Equal(GrantStates.IsFinal(grant.State), grant.DueAt is null);
                Assert.True(grant.DueAt is null || grant.DueAt <= grant.Until || grant.Until <= now);
            }
        }
    }

    [Fact]
    [Trait("Rule", "CUS-78")]
    public void The_end_counts_from_its_instant_on()
    {
        var grant = Asked(10, false, Licenses);
        grant.TryBecome(GrantEvent.Approved, Now);

        Assert.Equal(GrantState.Active, grant.StateAt(Now.AddDays(10).AddTicks(-1)));
        Assert.Equal(GrantState.Expired, grant.StateAt(Now.AddDays(10)));
        Assert.False(grant.TryBecome(GrantEvent.ExtensionChosen, Now.AddDays(10)));
        Assert.True(grant.TryBecome(GrantEvent.Ended, Now.AddDays(11)));
    }

    [Fact]
    [Trait("Rule", "CUS-78")]
    public void Ends_are_announced_thirty_seven_and_one_day_before_as_far_as_they_are_ahead()
    {
        Assert.Equal([60, 83, 89, 90], Instants(90, extends: false));
        Assert.Equal([4, 5], Instants(5, extends: false));
        Assert.Equal([1], Instants(1, extends: false));
        Assert.Equal([60, 83], Instants(90, extends: true)[..2]);
    }

    [Fact]
    [Trait("Rule", "CUS-77")]
    public void Rights_extend_themselves_a_week_before_their_end_and_at_once_when_that_is_chosen_later()
    {
        var grant = Asked(90, true, Licenses);
        grant.TryBecome(GrantEvent.Approved, Now);
        var late = Asked(90, false, Licenses);
        late.TryBecome(GrantEvent.Approved, Now);
        late.TryBecome(GrantEvent.ExtensionChosen, Now.AddDays(88));

        Assert.Equal(GrantEvent.Extended, GrantTimes.Step(grant.State, grant.Until, true, Now.AddDays(83)));
        Assert.Equal(Now.AddDays(88), late.DueAt);
        Assert.True(late.TryExtend(180, Now.AddDays(88)));
        Assert.Equal(Now.AddDays(270), late.EndsAt);
        Assert.Equal(Now.AddDays(240), late.DueAt);
    }

    [Fact]
    [Trait("Rule", "CUS-40")]
    public void The_classic_rights_are_active_at_once_and_have_no_end()
    {
        var grant = DelegatedGrant.Classic(new(Guid.NewGuid()), Partner, Customer, "Customer", Now);

        Assert.Equal((GrantState.Active, null, null), (grant.State, grant.EndsAt, grant.DueAt));
        Assert.Equal([Everything, Passwords], grant.Roles);
        Assert.Equal(GrantState.Active, grant.StateAt(Now.AddYears(100)));
    }

    public static TheoryData<GrantWish, bool, bool, string[]> Wishes => new()
    {
        { new([Licenses], 730, true, ""), false, false, [] },
        { new(RoleForGroup.Classic, null, false, ""), false, false, [] },
        { new([Licenses], 90, false, ""), true, false, [] },
        { new([Everything], 90, false, ""), false, false, [] },
        { new([], 90, false, ""), false, false, ["DELEGATED_ROLES_MISSING"] },
        { new([Licenses], 0, false, ""), false, false, ["DELEGATED_DAYS_OUT_OF_RANGE"] },
        { new([Licenses], 731, false, ""), false, false, ["DELEGATED_DAYS_OUT_OF_RANGE"] },
        { new([Licenses], null, false, ""), false, false, ["DELEGATED_END_MISSING"] },
        { new([Everything], null, false, ""), false, false, ["DELEGATED_END_MISSING"] },
        { new(RoleForGroup.Classic, null, true, ""), false, false, ["DELEGATED_RIGHTS_WITHOUT_END", "DELEGATED_HIGHEST_ROLE_ENDS"] },
        { new([Licenses, Everything], 90, true, ""), false, false, ["DELEGATED_HIGHEST_ROLE_ENDS"] },
        { new([Licenses], 90, false, new string('x', 1_001)), false, false, ["DELEGATED_NOTE_TOO_LONG"] },
        { new(RoleForGroup.Classic, null, false, ""), true, false, ["DELEGATED_RIGHTS_HELD"] },
        { new([Licenses], 90, false, ""), false, true, ["DELEGATED_REQUEST_OPEN"] },
    };

    [Theory]
    [Trait("Rule", "CUS-76")]
    [Trait("Rule", "CUS-77")]
    [MemberData(nameof(Wishes))]
    public void What_can_be_asked_for(GrantWish wish, bool holdsClassic, bool hasOpen, string[] codes) => Assert.Equal(
        codes, GrantRules.MayRequest(wish, 730, holdsClassic, hasOpen).Reasons.Select(reason => reason.Code));

    [Theory]
    [Trait("Rule", "CUS-44")]
    [InlineData(GrantAct.Approve, true)]
    [InlineData(GrantAct.Decline, true)]
    [InlineData(GrantAct.Narrow, true)]
    [InlineData(GrantAct.Remove, true)]
    [InlineData(GrantAct.Withdraw, false)]
    [InlineData(GrantAct.GiveUp, false)]
    public void Each_act_is_one_sides_and_does_not_exist_for_the_other(GrantAct act, bool isCustomers)
    {
        var grant = Asked(90, false, Licenses, Passwords);
        if (act is GrantAct.Narrow or GrantAct.Remove or GrantAct.GiveUp)
        {
            grant.TryBecome(GrantEvent.Approved, Now);
        }

        var wish = new GrantActWish(act, true, [DirectoryRole.LicenseAdministrator]);
        var (own, other) = isCustomers ? (Customer, Partner) : (Partner, Customer);
        Assert.True(GrantRules.May(Of(own), wish, grant, Now).IsGranted);
        Assert.Equal([GrantReasons.NotFound], GrantRules.May(Of(other), wish, grant, Now).Reasons);
        Assert.Equal([GrantReasons.NotFound], GrantRules.May(Of(new TenantId(Guid.NewGuid())), wish, grant, Now).Reasons);
    }

    [Fact]
    [Trait("Rule", "CUS-44")]
    public void Narrowing_takes_a_role_that_is_there_and_leaves_one()
    {
        var grant = Asked(90, false, Licenses, Passwords);
        grant.TryBecome(GrantEvent.Approved, Now);

        Assert.Equal([GrantReasons.NothingTaken], May(DirectoryRole.MailAdministrator));
        Assert.Equal([GrantReasons.NothingLeft], May(DirectoryRole.LicenseAdministrator, DirectoryRole.HelpdeskAdministrator));
        Assert.Empty(May(DirectoryRole.LicenseAdministrator, DirectoryRole.MailAdministrator));
        Assert.True(grant.TryNarrow([DirectoryRole.LicenseAdministrator], Now));
        Assert.Equal([Passwords], grant.Roles);

        IEnumerable<Reason> May(params DirectoryRole[] taken) =>
            GrantRules.May(Of(Customer), new GrantActWish(GrantAct.Narrow, Taken: taken), grant, Now).Reasons;
    }

    private static int[] Instants(int days, bool extends)
    {
        var grant = Asked(days, extends, Licenses);
        grant.TryBecome(GrantEvent.Approved, Now);
        var seen = new List<int>();
        while (grant.DueAt is { } due && seen.Count < 6)
        {
            seen.Add((int)(due - Now).TotalDays);
            if (due >= grant.Until || !grant.TryBecome(GrantEvent.Announced, due) || grant.DueAt == due)
            {
                break;
            }
        }

        return [.. seen];
    }

    private static DelegatedGrant Asked(int days, bool extends, params RoleForGroup[] roles) => DelegatedGrant.Request(
        new(Guid.NewGuid()), Partner, Customer, "Customer", new GrantWish(roles, days, extends, ""), 90, Now);

    private static Actor Of(TenantId tenant) => new(tenant, TenantKind.Customer, null, null, "ada", []);
}
