using Kontor.Activity;
using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Partnerships;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Partnerships;

public sealed class RequestEndTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "REL-50")]
    [Trait("Rule", "REL-52")]
    [Trait("Rule", "REL-56")]
    public async Task An_operator_executes_it_and_the_reseller_joins_another_provider_at_once()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await world.ConnectedTrio();
        await world.SharedCustomer(provider, reseller, customer);
        var (vendor, other, partnership) = (await world.Vendor(), await world.Provider(), await TheOne(world));
        var link = await world.AsksForPartnership(other);
        var request = (await world.AsksForEnd(reseller.GlobalAdmin, partnership)).ValueOrNull!;
        Assert.True((await TheOne(world)).IsActive);

        var executed = await world.DecidesEnd(vendor.As(Role.ProgramOperator), request.Id);

        Assert.Equal(EndRequestState.Executed, executed.ValueOrNull!.State);
        await using var db = world.Db();
        var evidence = await db.PartnershipEnds.SingleAsync(Cancel);
        Assert.Equal((EndWay.OnRequest, request.Id), (evidence.Way, evidence.RequestId));
        Assert.Equal((reseller.Id, reseller.GlobalAdmin.Name), (evidence.Statement.TenantId, evidence.Statement.Name));
        Assert.Equal(1, await db.SharedCustomers.CountAsync(Cancel));
        Assert.True((await world.Accepts(reseller.GlobalAdmin, link)).Decision.IsGranted);
        var now = await db.Partnerships.SingleAsync(p => p.ResellerId == reseller.Id && p.EndedAt == null, Cancel);
        Assert.Equal(other.Id, now.ProviderId);
        Assert.Equal(vendor.Id, (await db.ActivityRecords.SingleAsync(r => r.Action == "PartnershipEnded", Cancel)).TenantId);
    }

    [Fact]
    [Trait("Rule", "REL-52")]
    public async Task Refused_both_sides_read_why_the_partnership_goes_on_and_another_request_can_be_filed()
    {
        await using var world = await World.Create();
        var (provider, reseller, _) = await world.ConnectedTrio();
        var (vendor, partnership) = (await world.Vendor(), await TheOne(world));
        var request = (await world.AsksForEnd(reseller.GlobalAdmin, partnership)).ValueOrNull!;

        var wordless = await world.DecidesEnd(vendor.As(Role.ProgramOperator), request.Id, refusal: " ");
        var refused = await world.DecidesEnd(vendor.As(Role.ProgramOperator), request.Id, "Settle the open invoice first.");
        var again = await world.DecidesEnd(vendor.As(Role.ProgramOperator), request.Id);

        Assert.Equal("END_ANSWER_INVALID", Assert.Single(wordless.Decision.Reasons).Code);
        Assert.Equal("Settle the open invoice first.", refused.ValueOrNull!.Answer);
        Assert.Equal([PartnershipReasons.EndRequestClosed], again.Decision.Reasons);
        var mails = (await world.Mails())
            .Where(mail => mail.Text.Contains("Settle the open invoice first.", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            new[] { $"contact@{provider.Domain}", $"contact@{reseller.Domain}" }.ToHashSet(), [.. mails.Select(mail => mail.To)]);
        Assert.Equal(2, mails.Count);
        Assert.True((await TheOne(world)).IsActive);
        Assert.True((await world.AsksForEnd(reseller.GlobalAdmin, partnership)).Decision.IsGranted);
    }

    [Fact]
    [Trait("Rule", "REL-52")]
    public async Task It_may_be_withdrawn_until_somebody_decides_and_strangers_neither_file_nor_withdraw()
    {
        await using var world = await World.Create();
        var (provider, reseller, _) = await world.ConnectedTrio();
        var (vendor, stranger, partnership) = (await world.Vendor(), await world.Reseller(), await TheOne(world));

        Assert.Equal(
            [PartnershipReasons.PartnershipNotFound], (await world.AsksForEnd(stranger.GlobalAdmin, partnership)).Decision.Reasons);
        Assert.Equal(
            [PartnershipReasons.PartnershipNotFound], (await world.AsksForEnd(provider.GlobalAdmin, partnership)).Decision.Reasons);
        var request = (await world.AsksForEnd(reseller.GlobalAdmin, partnership)).ValueOrNull!;
        Assert.Equal(
            [PartnershipReasons.PartnershipNotFound], (await world.WithdrawsEnd(stranger.GlobalAdmin, partnership)).Decision.Reasons);
        Assert.True((await world.WithdrawsEnd(reseller.GlobalAdmin, partnership)).Decision.IsGranted);

        Assert.Equal(
            [PartnershipReasons.EndRequestNotFound], (await world.WithdrawsEnd(reseller.GlobalAdmin, partnership)).Decision.Reasons);
        Assert.Equal(
            [PartnershipReasons.EndRequestClosed],
            (await world.DecidesEnd(vendor.As(Role.ProgramOperator), request.Id)).Decision.Reasons);
        Assert.True((await TheOne(world)).IsActive);
    }

    [Fact]
    [Trait("Rule", "REL-52")]
    public async Task When_the_provider_ends_it_itself_the_request_is_settled()
    {
        await using var world = await World.Create();
        var (provider, reseller, _) = await world.ConnectedTrio();
        var partnership = await TheOne(world);
        var request = (await world.AsksForEnd(reseller.GlobalAdmin, partnership)).ValueOrNull!;

        Assert.True((await world.Ends(provider.GlobalAdmin, partnership)).Decision.IsGranted);

        await using var db = world.Db();
        Assert.Equal(EndRequestState.Settled, (await db.PartnershipEndRequests.SingleAsync(Cancel)).State);
        Assert.Equal(
            [PartnershipReasons.EndRequestClosed],
            (await world.DecidesEnd((await world.Vendor()).As(Role.ProgramOperator), request.Id)).Decision.Reasons);
    }

    [Fact]
    [Trait("Rule", "REL-52")]
    public async Task Of_several_filed_at_once_one_waits_and_of_several_answers_at_once_one_counts()
    {
        await using var world = await World.Create();
        var (_, reseller, _) = await world.ConnectedTrio();
        var (vendor, partnership) = (await world.Vendor(), await TheOne(world));

        var filed = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => world.AsksForEnd(reseller.GlobalAdmin, partnership))));
        var request = Assert.Single(filed, result => result.Decision.IsGranted).ValueOrNull!;
        Assert.All(filed.Where(result => !result.Decision.IsGranted), result =>
            Assert.Equal([PartnershipReasons.EndAlreadyRequested], result.Decision.Reasons));

        var executing = Task.Run(() => world.DecidesEnd(vendor.As(Role.ProgramOperator), request.Id));
        var refusing = Task.Run(() => world.DecidesEnd(vendor.As(Role.ProgramOperator), request.Id, "No."));
        var withdrawing = Task.Run(() => world.WithdrawsEnd(reseller.GlobalAdmin, partnership));
        bool[] granted =
        [
            (await executing).Decision.IsGranted, (await refusing).Decision.IsGranted, (await withdrawing).Decision.IsGranted,
        ];

        Assert.Single(granted, one => one);
        Assert.Equal(granted[0], !(await TheOne(world)).IsActive);
    }

    [Fact]
    [Trait("Rule", "REL-52")]
    public async Task The_operators_queue_is_narrowed_by_state_and_by_either_name()
    {
        await using var world = await World.Create();
        var (provider, reseller, _) = await world.ConnectedTrio();
        await world.AsksForEnd(reseller.GlobalAdmin, await TheOne(world));
        var all = new EndRequestFilter(null, null);

        foreach (var filter in (EndRequestFilter[])
            [all, all with { State = EndRequestState.Open }, all with { Name = provider.Name }, all with { Name = reseller.Name.ToUpperInvariant() }])
        {
            var row = Assert.Single((await List(world, filter)).Items);
            Assert.Equal((reseller.Name, provider.Name), (row.Reseller, row.Provider));
        }

        Assert.Empty((await List(world, all with { State = EndRequestState.Refused })).Items);
        Assert.Empty((await List(world, all with { Name = "nobody" })).Items);
        Assert.Equal(1, await world.Does((EndRequestQueries q) => q.Count(all, 100, Cancel)));
    }

    private static Task<Page<EndRequestRow>> List(World world, EndRequestFilter filter) =>
        world.Does((EndRequestQueries q) => q.List(filter, PageRequest.First, Cancel));

    private static async Task<Partnership> TheOne(World world)
    {
        await using var db = world.Db();
        return await db.Partnerships.AsNoTracking().FirstAsync(Cancel);
    }
}
