using System.Collections.Immutable;
using Kontor.Catalog;
using Kontor.Enrolment;
using Kontor.Orders;
using Kontor.Policy;
using Kontor.Subscriptions;
using Kontor.Tests.Eligibility;
using static Kontor.Tests.Orders.SampleChange;

namespace Kontor.Tests.Orders;

/// <summary>What can become of a subscription: its states, its name, its count, its term, its partner of record.</summary>
public sealed class ChangeRulesTests
{
    /// <summary>CAT-45 as a table; what it does not have is refused.</summary>
    [Fact]
    [Trait("Rule", "CAT-45")]
    public void Whatever_is_wished_a_subscription_stays_on_the_table_of_its_states_and_what_is_over_is_final()
    {
        (SubscriptionState From, SubscriptionState To)[] table =
        [
            (SubscriptionState.Pending, SubscriptionState.Cancelled),
            (SubscriptionState.Active, SubscriptionState.Suspended),
            (SubscriptionState.Active, SubscriptionState.Cancelled),
            (SubscriptionState.Suspended, SubscriptionState.Active),
        ];
        for (var seed = 0; seed < 3000; seed++)
        {
            var chance = new Random(seed);
            var held = Held();
            held.State = Any<SubscriptionState>(chance);
            held.DeleteOn = held.State == SubscriptionState.Suspended ? new(2026, 3, 1 + chance.Next(0, 20)) : null;
            var facts = Facts(held) with
            {
                Side = Any<ChangeSide>(chance),
                Sku = Sku(Any<CancellationPolicy>(chance)),
                Product = Product(Any<ProductKind>(chance)),
            };
            var wish = new SubscriptionWish
            {
                FriendlyName = chance.Next(3) == 0 ? "Name" : null,
                Quantity = chance.Next(3) == 0 ? chance.Next(-1, 20) : null,
                State = chance.Next(2) == 0 ? Any<SubscriptionState>(chance) : null,
                AutoRenew = chance.Next(3) == 0 ? chance.Next(2) == 0 : null,
            }.Against(held);

            var may = ChangeRules.May(facts, wish, ProgramPolicy.Default, Now);

            if (!may.IsGranted || wish.IsEmpty)
            {
                continue;
            }

            Assert.True(facts.Side is ChangeSide.Seller or ChangeSide.Reseller);
            Assert.False(ChangeRules.IsOver(held));
            Assert.True(wish.State is not { } state || (table.Contains((held.State, state)) && (wish with { State = null }).IsEmpty));
            Assert.True(wish.Quantity is null or > 0);
            Assert.True(wish.Quantity is null || held.State == SubscriptionState.Active);
        }
    }

    [Theory]
    [Trait("Rule", "CAT-45")]
    [InlineData(SubscriptionState.Cancelled)]
    [InlineData(SubscriptionState.Deleted)]
    [InlineData(SubscriptionState.Expired)]
    public void What_is_over_is_not_even_renamed(SubscriptionState state)
    {
        var held = Held();
        held.State = state;

        Assert.All(
            Wishes.Values.Append(Cancel), wish => Assert.Equal(["SUBSCRIPTION_OVER"], Codes(Facts(held), wish)));
    }

    [Fact]
    [Trait("Rule", "CAT-45")]
    public void What_is_not_renewed_is_over_with_its_term_before_the_clock_says_so()
    {
        var held = Held();
        held.AutoRenew = false;
        var last = new DateTimeOffset(2027, 3, 1, 23, 59, 59, TimeSpan.Zero);

        Assert.Empty(Codes(Facts(held), Rename, last));
        Assert.Equal(["SUBSCRIPTION_OVER"], Codes(Facts(held), Rename, last.AddSeconds(1)));
        held.AutoRenew = true;
        Assert.Empty(Codes(Facts(held), Rename, last.AddSeconds(1)));
    }

    [Fact]
    [Trait("Rule", "CAT-33")]
    [Trait("Rule", "CAT-34")]
    public void It_is_reactivated_until_the_day_on_which_it_is_deleted()
    {
        var held = Suspended();
        var due = new DateTimeOffset(held.DeleteOn!.Value, TimeOnly.MinValue, TimeSpan.Zero);

        Assert.Empty(Codes(Facts(held), Reactivate, due.AddSeconds(-1)));
        Assert.Equal(["SUBSCRIPTION_DELETION_DUE"], Codes(Facts(held), Reactivate, due));
        Assert.Null(ChangeRules.EndOf(held, held.DeleteOn.Value.AddDays(-1)));
        Assert.Equal(SubscriptionState.Deleted, ChangeRules.EndOf(held, held.DeleteOn.Value));
    }

    [Fact]
    [Trait("Rule", "CAT-45")]
    public void Its_state_changes_by_itself_and_only_what_runs_changes_its_count_and_renewal()
    {
        Assert.Equal(["SUBSCRIPTION_ONE_CHANGE_AT_A_TIME"], Codes(Facts(), Suspend with { FriendlyName = "Other" }));
        Assert.Equal(["SUBSCRIPTION_QUANTITY_WHILE_NOT_ACTIVE"], Codes(Facts(Suspended()), Add));
        Assert.Equal(["SUBSCRIPTION_QUANTITY_WHILE_NOT_ACTIVE"], Codes(Facts(Suspended()), Reduce));
        Assert.Equal(["SUBSCRIPTION_RENEWAL_WHILE_NOT_ACTIVE"], Codes(Facts(Suspended()), RenewsNot));
        Assert.Equal(["SUBSCRIPTION_SUSPENDED_INSTEAD"], Codes(Facts(), Cancel));
        Assert.Equal(
            ["SUBSCRIPTION_CANCELLED_INSTEAD"],
            Codes(Facts() with { Product = Product(ProductKind.ThirdPartySaas) }, Suspend));
    }

    [Theory]
    [Trait("Rule", "CAT-39")]
    [InlineData("", "SUBSCRIPTION_NAME_WRONG")]
    [InlineData("   ", "SUBSCRIPTION_NAME_WRONG")]
    [InlineData("  Branch  ", null)]
    public void A_name_has_at_least_a_letter(string name, string? refused) =>
        Assert.Equal(Only(refused), Codes(Facts(), new SubscriptionWish { FriendlyName = name }.Against(Held())));

    [Fact]
    [Trait("Rule", "CAT-39")]
    public void A_name_has_two_hundred_characters_at_most_and_what_is_so_already_is_no_wish()
    {
        var held = Held();

        Assert.Empty(Codes(Facts(), new() { FriendlyName = new('a', 200) }));
        Assert.Equal(["SUBSCRIPTION_NAME_WRONG"], Codes(Facts(), new() { FriendlyName = new('a', 201) }));
        Assert.True(new SubscriptionWish
        {
            FriendlyName = $" {held.FriendlyName} ",
            Quantity = held.Quantity,
            State = held.State,
            AutoRenew = held.AutoRenew,
            PartnerOfRecord = ResellersId,
        }.Against(held).IsEmpty);
    }

    [Fact]
    [Trait("Rule", "CAT-13")]
    public void A_quantity_stays_within_those_of_the_offer()
    {
        var facts = Facts() with { Sku = Sku(CancellationPolicy.Classic, least: 5, most: 12) };

        Assert.Empty(Codes(facts, new() { Quantity = 12 }));
        Assert.Empty(Codes(facts, new() { Quantity = 5 }));
        Assert.Equal(["OFFER_QUANTITY_TOO_LARGE"], Codes(facts, new() { Quantity = 13 }));
        Assert.Equal(["OFFER_QUANTITY_TOO_SMALL"], Codes(facts, new() { Quantity = 4 }));
        Assert.Contains("OFFER_QUANTITY_TOO_SMALL", Codes(Facts(), new() { Quantity = 0 }));
        Assert.Contains("OFFER_QUANTITY_TOO_SMALL", Codes(Facts(), new() { Quantity = int.MinValue }));

        // What was bought when the offer allowed more may come down step by step.
        var large = Held();
        large.Quantity = 40;
        Assert.Empty(Codes(facts with { Held = large, Batches = SeatBatch.Of(large, []) }, new() { Quantity = 30 }));
    }

    [Fact]
    [Trait("Rule", "CAT-35")]
    public void Classic_seats_are_given_back_at_any_time_and_those_of_new_commerce_each_batch_in_its_hours()
    {
        var held = Held();
        var classic = Facts(held);
        var commerce = classic with
        {
            Sku = Sku(CancellationPolicy.NewCommerce),
            Batches = [new(0, Bought, 6), new(1, Bought.AddDays(5), 3), new(2, Bought.AddDays(6), 1)],
        };

        Assert.Empty(Codes(classic, new() { Quantity = 1 }, Bought.AddDays(300)));
        Assert.Empty(Codes(commerce, new() { Quantity = 1 }, Bought.AddDays(7).AddSeconds(-1)));
        Assert.Empty(Codes(commerce, new() { Quantity = 6 }, Bought.AddDays(7)));
        var closed = ChangeRules.May(commerce, new() { Quantity = 5 }, ProgramPolicy.Default, Bought.AddDays(7));
        Assert.Equal([ChangeReasons.CommitmentRunning.About(4, 6)], closed.Reasons);
        Assert.Empty(Codes(commerce, new() { Quantity = 9 }, Bought.AddDays(12).AddHours(1)));
        Assert.Equal(["SUBSCRIPTION_COMMITMENT_RUNNING"], Codes(commerce, new() { Quantity = 8 }, Bought.AddDays(12).AddHours(1)));
        Assert.Equal(["SUBSCRIPTION_COMMITMENT_RUNNING"], Codes(commerce, new() { Quantity = 9 }, Bought.AddDays(13)));
    }

    [Theory]
    [Trait("Rule", "CAT-36")]
    [Trait("Rule", "CAT-38")]
    [InlineData(ProductKind.ThirdPartySaas, BillingCycle.Monthly, 24, "SUBSCRIPTION_CANCELLATION_CLOSED")]
    [InlineData(ProductKind.ThirdPartySaas, BillingCycle.Annual, 24 * 14, "SUBSCRIPTION_CANCELLATION_CLOSED")]
    [InlineData(ProductKind.PerpetualSoftware, BillingCycle.OneTime, 24 * 30, "SUBSCRIPTION_SOFTWARE_KEPT")]
    [InlineData(ProductKind.SoftwareSubscription, BillingCycle.OneTime, 24 * 30, "SUBSCRIPTION_SOFTWARE_KEPT")]
    [InlineData(ProductKind.Seat, BillingCycle.Monthly, 168, "SUBSCRIPTION_COMMITMENT_RUNNING")]
    [InlineData(ProductKind.Reservation, BillingCycle.OneTime, 168, "SUBSCRIPTION_COMMITMENT_RUNNING")]
    public void What_is_cancelled_is_so_within_its_window_only(ProductKind kind, BillingCycle cycle, int hours, string closed)
    {
        var facts = Facts(Held(cycle: cycle)) with { Product = Product(kind), Sku = Sku(CancellationPolicy.NewCommerce) };

        Assert.Empty(Codes(facts, Cancel, Bought.AddHours(hours).AddSeconds(-1)));
        Assert.Equal([closed], Codes(facts, Cancel, Bought.AddHours(hours)));
    }

    [Fact]
    [Trait("Rule", "CAT-36")]
    public void What_is_cancelled_is_cancelled_with_all_its_units_and_use_at_any_time()
    {
        var facts = Facts() with
        {
            Sku = Sku(CancellationPolicy.NewCommerce),
            Batches = [new(0, Bought, 6), new(1, Bought.AddDays(20), 4)],
        };
        var usage = Facts(Held(BillingType.Usage, BillingCycle.None)) with { Product = Product(ProductKind.ThirdPartyConsumption) };

        Assert.Equal(["SUBSCRIPTION_COMMITMENT_RUNNING"], Codes(facts, Cancel, Bought.AddDays(21)));
        Assert.Empty(Codes(usage, Cancel, Bought.AddDays(200)));
    }

    [Fact]
    [Trait("Rule", "CAT-41")]
    [Trait("Rule", "CAT-39")]
    public void Trials_use_and_what_was_bought_once_have_a_fixed_count_and_trials_and_use_no_renewal()
    {
        Subscription[] counted = [Held(isTrial: true), Held(BillingType.Usage, BillingCycle.None), Held(cycle: BillingCycle.OneTime)];

        Assert.All(counted, held => Assert.Contains("SUBSCRIPTION_QUANTITY_FIXED", Codes(Facts(held), Add)));
        Assert.All(counted, held => Assert.Contains("SUBSCRIPTION_QUANTITY_FIXED", Codes(Facts(held), Reduce)));
        var (trial, endless) = (Held(isTrial: true), Held(term: null));
        (trial.AutoRenew, endless.AutoRenew) = (false, false);
        Assert.All(new[] { trial, endless }, held => Assert.Equal(["SUBSCRIPTION_NEVER_RENEWS"], Codes(Facts(held), new() { AutoRenew = true })));
    }

    [Fact]
    [Trait("Rule", "CAT-32")]
    public void A_term_of_seventy_two_months_grows_by_nothing_gives_nothing_back_and_never_renews()
    {
        var held = Held(cycle: BillingCycle.OneTime, term: "P6Y");
        held.AutoRenew = false;
        var facts = Facts(held);

        Assert.Equal(["SUBSCRIPTION_QUANTITY_FIXED"], Codes(facts, Add));
        Assert.Contains("SUBSCRIPTION_QUANTITY_FIXED", Codes(facts, Reduce));
        Assert.Equal(["SUBSCRIPTION_NEVER_RENEWS"], Codes(facts, new() { AutoRenew = true }));
        Assert.Equal(["SUBSCRIPTION_COMMITMENT_RUNNING"], Codes(facts with { Sku = Sku(CancellationPolicy.NewCommerce) }, Cancel, Bought));
        Assert.Equal(0, facts.ReducibleAt(Bought));
    }

    [Fact]
    [Trait("Rule", "CAT-70")]
    [Trait("Rule", "CAT-72")]
    [Trait("Rule", "AGR-03")]
    [Trait("Rule", "K-24")]
    public void The_partner_of_record_becomes_another_reseller_with_which_the_provider_may_do_new_business()
    {
        Assert.Empty(Codes(Facts(), OfRecord));
        Assert.Equal(["PARTNER_OF_RECORD_UNKNOWN"], Codes(Facts(), new() { PartnerOfRecord = "4999999" }));
        Assert.Equal(["AGREEMENT_MISSING"], Codes(Other(Parties.OtherReseller with { HasSignedInRegion = false }), OfRecord));
        Assert.Equal(
            ["PARTNER_SUSPENDED"],
            Codes(Other(Parties.OtherReseller with { Enrolments = new(null, EnrolmentState.Suspended, null) }), OfRecord));
        Assert.Equal(["PARTNER_OF_RECORD_NO_RESELLER"], Codes(Other(Parties.Direct), OfRecord));
        Assert.Empty(Codes(Other(Parties.OtherReseller, isRelated: false), OfRecord));
        Assert.Equal(["PARTNERSHIP_MISSING"], Codes(Other(Parties.OtherReseller, isPartner: false), OfRecord));
        Assert.Equal(["SUBSCRIPTION_RECORD_MISSING"], Codes(Facts(), new() { PartnerOfRecord = "" }));
        Assert.True(ChangeRules.May(
            Facts(), new() { PartnerOfRecord = "" }, ProgramPolicy.Default with { ProviderMustNameReseller = false }, Now).IsGranted);
        Assert.Equal(["SUBSCRIPTION_RECORD_OF_PROVIDERS_ONLY"], Codes(Sold(Parties.Direct, "record"), OfRecord));
    }
}
