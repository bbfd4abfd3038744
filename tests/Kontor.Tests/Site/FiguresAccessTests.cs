using Kontor.Access;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Tests.Site;

public sealed class FiguresAccessTests
{
    // ROL-11: every report for the executive viewer, none with revenue for the other one, figures for the membership.
    [Theory]
    [Trait("Rule", "ROL-11")]
    [InlineData(Role.ExecutiveReportViewer, true, true)]
    [InlineData(Role.ReportViewer, true, false)]
    [InlineData(Role.MembershipPartnerAdmin, true, false)]
    [InlineData(Role.ReferralsAdmin, false, false)]
    [InlineData(Role.AccountAdmin, false, false)]
    [InlineData(Role.SalesAgent, true, true)]
    [InlineData(Role.UserManagementAdmin, true, false)]
    public void Who_sees_figures_and_who_sees_money_among_them(Role role, bool figures, bool value)
    {
        var actor = new Actor(new(Guid.NewGuid()), TenantKind.Partner, null, null, "ada", [role]);
        var caller = new Caller { Subject = new Subject(actor, [PartnerType.Provider], "") };

        Assert.Equal((figures, value), FiguresAccess.Of(caller));
    }
}
