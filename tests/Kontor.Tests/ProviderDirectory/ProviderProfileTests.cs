using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.ProviderDirectory;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.ProviderDirectory;

/// <summary>A profile on its way to the directory, also under several hands at once.</summary>
public sealed class ProviderProfileTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "ENR-50")]
    public async Task What_is_published_stays_until_an_operator_publishes_the_change_and_each_decision_is_mailed()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        await using (var db = world.Db())
        {
            (await db.Organisations.SingleAsync(o => o.Id == provider.OrganisationId, Cancel)).Language = "de";
            await db.SaveChangesAsync(Cancel);
        }

        var slug = await world.Listed(provider, World.ProviderText("First."));
        var second = (await world.HandsIn(provider.GlobalAdmin, World.ProviderText("Second."))).ValueOrNull!;
        Assert.Equal("First.", (await world.ProfileOf(provider)).Profile!.Published!.About);
        Assert.True((await world.DecidesProfile(provider, second.Version, "Bitte ohne Preise.")).Decision.IsGranted);
        var refused = await world.ProfileOf(provider);
        Assert.Equal(
            ("First.", "Second.", "Bitte ohne Preise.", slug),
            (refused.Profile!.Published!.About, refused.Profile.Draft!.About, refused.Profile.RefusedBecause!, refused.Profile.Slug!));
        var third = (await world.HandsIn(provider.GlobalAdmin, World.ProviderText("Third."))).ValueOrNull!;
        Assert.True((await world.DecidesProfile(provider, third.Version)).Decision.IsGranted);

        Assert.Equal("Third.", (await world.ProfileOf(provider)).Profile!.Published!.About);
        var mails = await world.Mails();
        Assert.All(mails, mail => Assert.Equal(($"contact@{provider.Domain}", "de"), (mail.To, mail.Language)));
        Assert.Equal(2, mails.Count(mail => mail.Subject == "Ihr Profil im Anbieterverzeichnis ist veröffentlicht"));
        Assert.Contains("Bitte ohne Preise.", Assert.Single(mails, mail => mail.Subject.EndsWith("abgelehnt", StringComparison.Ordinal)).Text, StringComparison.Ordinal);
        Assert.Contains(mails, mail => mail.Text.Contains($"{World.PublicUrl}/providers/{slug}", StringComparison.Ordinal));
        await using var look = world.Db();
        Assert.Equal(
            ["ProviderProfileHandedIn", "ProviderProfilePublished", "ProviderProfileRefused"],
            (await look.Set<Kontor.Activity.ActivityRecord>().Select(record => record.Action).ToListAsync(Cancel))
                .Where(action => action.StartsWith("ProviderProfile", StringComparison.Ordinal)).Distinct().Order());
    }

    [Fact]
    [Trait("Rule", "ENR-50")]
    public async Task What_waits_can_be_withdrawn_or_replaced_and_what_was_thrown_away_is_gone()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        var admin = provider.As(Role.AccountAdmin);
        await world.HandsIn(admin, World.ProviderText("One."));

        Assert.Equal(
            [ProviderProfileReasons.Waits], (await world.WritesDraft(admin, World.ProviderText("Two."))).Decision.Reasons);
        Assert.True((await world.HandsIn(admin, World.ProviderText("Two."))).Decision.IsGranted);
        var withdrawn = await world.Does((WriteProviderProfile use) => use.Withdraw(admin, null, Cancel));
        Assert.Equal(
            (ProviderProfileState.Draft, "Two."), (withdrawn.ValueOrNull!.State, withdrawn.ValueOrNull.Profile!.Draft!.About));
        Assert.Equal(
            [ProviderProfileReasons.NothingWaits],
            (await world.Does((WriteProviderProfile use) => use.Withdraw(admin, null, Cancel))).Decision.Reasons);
        Assert.Equal([ProviderProfileReasons.NotFound], (await world.DecidesProfile(provider, 3)).Decision.Reasons);
        Assert.True((await world.Does((WriteProviderProfile use) => use.Discard(admin, null, Cancel))).Decision.IsGranted);
        var gone = await world.ProfileOf(provider);
        Assert.Equal((ProviderProfileState.Settled, null), (gone.State, gone.Profile!.Draft));
    }

    [Fact]
    [Trait("Rule", "ENR-50")]
    public async Task Nobody_writes_over_what_another_admin_wrote_meanwhile_and_of_first_drafts_at_once_one_is_kept()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();

        var first = await Task.WhenAll(Enumerable.Range(0, 6).Select(number =>
            Task.Run(() => world.WritesDraft(provider.GlobalAdmin, World.ProviderText($"Text {number}."), 0))));
        var kept = Assert.Single(first, result => result.Decision.IsGranted).ValueOrNull!;
        Assert.All(first.Where(result => !result.Decision.IsGranted), result =>
            Assert.Equal([ProviderProfileReasons.ChangedMeanwhile], result.Decision.Reasons));
        Assert.Equal(
            [ProviderProfileReasons.ChangedMeanwhile],
            (await world.HandsIn(provider.GlobalAdmin, World.ProviderText("Late."), 0)).Decision.Reasons);
        Assert.Equal(kept.Profile!.Draft!.About, (await world.ProfileOf(provider)).Profile!.Draft!.About);
        Assert.True((await world.HandsIn(provider.GlobalAdmin, World.ProviderText("Late."), kept.Version)).Decision.IsGranted);
    }

    [Fact]
    [Trait("Rule", "ENR-50")]
    public async Task Of_operators_who_decide_at_once_one_does_and_one_mail_tells_it()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        var version = (await world.HandsIn(provider.GlobalAdmin, World.ProviderText())).ValueOrNull!.Version;
        await world.DecidesProfile(provider, version + 1);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(number =>
            Task.Run(() => world.DecidesProfile(provider, version, number % 2 == 0 ? null : $"No, says {number}."))));

        var counted = Assert.Single(results, result => result.Decision.IsGranted).ValueOrNull!;
        Assert.All(results.Where(result => !result.Decision.IsGranted), result =>
            Assert.Contains(
                Assert.Single(result.Decision.Reasons), new[] { ProviderProfileReasons.NothingWaits, ProviderProfileReasons.NotFound }));
        Assert.Equal(counted.State, (await world.ProfileOf(provider)).State);
        Assert.Single(await world.Mails());
    }

    [Fact]
    [Trait("Rule", "ENR-50")]
    public async Task An_operator_who_looked_at_a_text_that_was_replaced_is_told_and_never_publishes_the_other_one_unseen()
    {
        await using var world = await World.Create();
        for (var round = 0; round < 6; round++)
        {
            var provider = await world.Provider();
            var seen = (await world.HandsIn(provider.GlobalAdmin, World.ProviderText("Seen."))).ValueOrNull!.Version;
            await world.DecidesProfile(provider, seen + 7);

            var publishing = Task.Run(() => world.DecidesProfile(provider, seen));
            var replacing = Task.Run(() => world.HandsIn(provider.GlobalAdmin, World.ProviderText("Unseen.")));
            var (published, replaced) = (await publishing, await replacing);

            var now = (await world.ProfileOf(provider)).Profile!;
            Assert.NotEqual("Unseen.", now.Published?.About);
            Assert.Equal(published.Decision.IsGranted, now.Published is not null);
            if (!published.Decision.IsGranted)
            {
                Assert.Equal([ProviderProfileReasons.ChangedMeanwhile], published.Decision.Reasons);
                Assert.Equal(("Unseen.", ProviderProfileState.HandedIn), (now.Draft!.About, now.State));
            }

            if (!replaced.Decision.IsGranted)
            {
                Assert.Equal([ProviderProfileReasons.ChangedMeanwhile], replaced.Decision.Reasons);
            }
        }
    }

    [Fact]
    [Trait("Rule", "REL-03")]
    public async Task Namesakes_that_are_published_at_once_get_an_address_each()
    {
        await using var world = await World.Create();
        var namesakes = new List<(Participant Provider, int Version)>();
        for (var number = 0; number < 5; number++)
        {
            var provider = await world.Provider();
            namesakes.Add((provider, (await world.HandsIn(provider.GlobalAdmin, World.ProviderText())).ValueOrNull!.Version));
        }

        await using (var db = world.Db())
        {
            await db.Database.ExecuteSqlAsync($"update organisations set name = 'Same Name Ltd' where name like 'Provider %'", Cancel);
        }

        await world.DecidesProfile(namesakes[0].Provider, 99);
        var results = await Task.WhenAll(
            namesakes.Select(one => Task.Run(() => world.DecidesProfile(one.Provider, one.Version))));

        Assert.Equal(
            ["same-name-ltd", "same-name-ltd-2", "same-name-ltd-3", "same-name-ltd-4", "same-name-ltd-5"],
            results.Select(result => result.ValueOrNull!.Profile!.Slug!).Order(StringComparer.Ordinal));
        Assert.Equal(5, (await world.Mails()).Count);
    }

    [Fact]
    [Trait("Rule", "ENR-50")]
    public async Task What_a_provider_only_writes_no_operator_sees_and_of_others_it_writes_nothing()
    {
        await using var world = await World.Create();
        var (provider, reseller) = (await world.Provider(), await world.Reseller());
        await world.WritesDraft(provider.GlobalAdmin, World.ProviderText("Secret plans."));

        Assert.Null(await world.Does((ProviderProfileFiles files) => files.HandedInOrPublished(provider.Id, Cancel)));
        Assert.Empty((await world.Does((ProviderProfileQueries q) => q.List(new(), PageRequest.First, Cancel))).Items);
        Assert.Equal(
            [ProviderProfileReasons.ProvidersOnly],
            (await world.HandsIn(reseller.GlobalAdmin, World.ProviderText())).Decision.Reasons);
        Assert.Equal(
            [ProviderProfileReasons.AdminRequired],
            (await world.HandsIn(provider.As(Role.SalesAgent), World.ProviderText())).Decision.Reasons);

        await world.Listed(provider, World.ProviderText("Open."));
        await world.WritesDraft(provider.GlobalAdmin, World.ProviderText("Secret plans."));
        var row = Assert.Single((await world.Does((ProviderProfileQueries q) => q.List(new(), PageRequest.First, Cancel))).Items);
        Assert.Equal((provider.Id, ProviderProfileStanding.Published), (row.TenantId, row.Standing));
        var file = await world.Does((ProviderProfileFiles files) => files.HandedInOrPublished(provider.Id, Cancel));
        var told = ProviderProfileBody.ForOperators(file!);
        Assert.Equal(("Settled", null, "Open."), (told.State, told.Draft, told.Published!.About));
    }
}
