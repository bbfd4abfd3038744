using Kontor.Billing;
using Kontor.Catalog;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Subscriptions;

namespace Kontor.Tests;

public sealed partial class World
{
    /// <summary>Who decides; made when it is first asked for.</summary>
    private Participant? _operators;

    /// <summary>What an applicant as direct partner answers who leaves nothing out.</summary>
    public static DirectAnswers DirectAnswers(long? declaredUsd = null) => new(
        "Service desk by phone and mail; severe cases go to the vendor.", "Mon–Fri 8–18", "German, English",
        "Our ERP takes the charges and writes the invoices.", "By the API, from our shop.", "Managed backup", declaredUsd);

    /// <summary>
    /// A reseller that may apply as direct partner: it sold first thirteen months ago, and has that revenue now.
    /// </summary>
    public async Task<Participant> EstablishedReseller(long revenueUsd = 300_000, string market = "DE")
    {
        var (reseller, provider, customer) = (await Reseller(market), await Provider(market), await Customer(market));
        await Charged(provider, customer, 100, Currency.Usd, reseller);
        Clock.Advance(TimeSpan.FromDays(396));
        await Charged(provider, customer, revenueUsd * 100, Currency.Usd, reseller);
        return reseller;
    }

    /// <summary>The vendor charges a seller now, for something that it bought for a reseller's customer or for its own.</summary>
    public async Task Charged(
        Participant seller, Participant customer, long units, Currency currency, Participant? reseller = null,
        string productId = "CLOUD")
    {
        var subscription = new SubscriptionId(Guid.CreateVersion7(Now));
        await Save(
            new Subscription
            {
                PartnerId = seller.Id,
                Id = subscription,
                CustomerId = customer.Id,
                ResellerId = reseller?.Id,
                PartnerOfRecord = reseller?.NetworkId,
                OrderId = new(Guid.CreateVersion7(Now)),
                ProductId = productId,
                SkuId = "0001",
                AvailabilityId = "A",
                Title = productId,
                FriendlyName = productId,
                PublisherName = "Vendor",
                IsFirstParty = true,
                IsTrial = false,
                BillingType = BillingType.License,
                BillingCycle = BillingCycle.Monthly,
                Quantity = 1,
                UnitPrice = 1,
                Currency = currency,
                State = SubscriptionState.Active,
                AutoRenew = true,
                CreatedAt = Now,
                TermFrom = DateOnly.FromDateTime(Now.UtcDateTime),
                Version = 1,
            },
            new ChargeLine
            {
                PartnerId = seller.Id,
                Id = new(Guid.CreateVersion7(Now)),
                CustomerId = customer.Id,
                OrderId = new(Guid.CreateVersion7(Now)),
                SubscriptionId = subscription,
                Type = ChargeType.New,
                PeriodFrom = DateOnly.FromDateTime(Now.UtcDateTime),
                PeriodUntil = DateOnly.FromDateTime(Now.UtcDateTime),
                Quantity = 1,
                UnitPrice = 1,
                AmountUnits = units,
                Currency = currency,
                CreditUnits = 0,
                Trace = "{}",
                CreatedAt = Now,
            });
    }

    /// <summary>A product of that kind, to be charged.</summary>
    public Task ProductOf(ProductKind kind, string productId) => Save(new Product
    {
        ProductId = productId,
        Title = productId,
        Description = productId,
        Publisher = "Vendor",
        Kind = kind,
        IsFirstParty = true,
    });

    /// <summary>An application as direct partner in which everything is answered.</summary>
    public async Task<Participant> DirectDraft(Participant? applicant = null, long? declaredUsd = null)
    {
        applicant ??= await EstablishedReseller();
        await Granted((StartDirectApplication use) => use.Handle(applicant.GlobalAdmin, Stop));
        await Granted((SendDirectApplication use) => use.Write(applicant.GlobalAdmin, DirectAnswers(declaredUsd), Stop));
        Clock.Advance(TimeSpan.FromMinutes(1));
        return applicant;
    }

    /// <summary>An application as direct partner that stands there.</summary>
    public async Task<Participant> DirectAt(EnrolmentState state, Participant? applicant = null)
    {
        applicant = await DirectDraft(applicant);
        if (state == EnrolmentState.Draft)
        {
            return applicant;
        }

        await Granted((SendDirectApplication use) => use.Submit(applicant.GlobalAdmin, true, true, Stop));
        (EnrolmentState From, DirectDecision Decision)[] steps =
        [
            (EnrolmentState.Submitted, DirectDecision.VerifyCompany), (EnrolmentState.CreditCheck, DirectDecision.PassCredit),
            (EnrolmentState.SupportPlanRequired, DirectDecision.ConfirmPlan),
        ];
        Clock.Advance(TimeSpan.FromMinutes(1));
        foreach (var step in steps.TakeWhile(step => step.From != state))
        {
            if (step.Decision == DirectDecision.ConfirmPlan)
            {
                Clock.Advance(TimeSpan.FromMinutes(1));
                await Granted((NameSupportPlan use) =>
                    use.Handle(applicant.GlobalAdmin, SupportPlanLevel.Advanced, "SUP-1", Stop));
            }

            await Granted((DecideDirectApplication _) => DirectDecided(applicant, step.Decision));
        }

        return applicant;
    }

    /// <summary>An operator decides on what it looks at now.</summary>
    public async Task<Result<DirectFile>> DirectDecided(
        Participant applicant, DirectDecision? decision, string words = "", int? version = null)
    {
        var vendor = _operators ??= await Vendor();
        Clock.Advance(TimeSpan.FromMinutes(1));
        version ??= (await DirectOf(applicant)).Application?.Version ?? 0;
        return await Does((DecideDirectApplication use) =>
            use.Handle(vendor.As(Role.ProgramOperator), applicant.Id, version.Value, decision, words, Stop));
    }

    public Task<DirectFile> DirectOf(Participant applicant) => Does((DirectFiles files) => files.Of(applicant.Id, Stop));
}
