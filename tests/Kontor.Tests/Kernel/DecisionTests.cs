using Kontor.Kernel;

namespace Kontor.Tests.Kernel;

public sealed class DecisionTests
{
    private static readonly Reason First = new(ReasonKind.Forbidden, "FIRST", "X-01");
    private static readonly Reason Second = new(ReasonKind.Conflict, "SECOND", "X-02");

    [Fact]
    public void Every_broken_requirement_is_a_reason_in_the_order_given() =>
        Assert.Equal(
            [First, Second], Decision.RequireAll((false, First), (true, Second), (false, Second)).Reasons);

    [Fact]
    public void Granted_and_refused_is_refused_for_the_reasons_of_both()
    {
        Assert.Equal([First, Second], Decision.Refused(First).And(Decision.Refused(Second)).Reasons);
        Assert.Equal([First], Decision.Granted.And(Decision.Refused(First)).Reasons);
        Assert.True(Decision.Granted.And(Decision.Granted).IsGranted);
    }

    [Fact]
    public void Reasons_about_the_same_are_the_same()
    {
        Assert.Equal(First.About("a", 1), First.About("a", 1));
        Assert.NotEqual(First.About("a"), First.About("b"));
        Assert.Equal(Decision.Refused(First.About("a")), Decision.Refused(First.About("a")));
    }

    [Fact]
    public void A_refusal_without_a_reason_cannot_be_made() =>
        Assert.Throws<ArgumentException>(() => Decision.Refused());
}
