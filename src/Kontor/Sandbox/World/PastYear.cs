using Kontor.Agreements;
using Kontor.Customers;
using Kontor.Invitations;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Partnerships;

namespace Kontor.Sandbox;

/// <summary>
/// A year of business in the demo world: who asked whom, what they answered, what was bought. Everything happens
/// through the use cases that people use, at the time of day when people work, in the order of time.
/// </summary>
internal sealed class PastYear(
    UseCases useCases, SeedClock clock, IReadOnlyDictionary<string, Inhabitant> inhabitants, Shelf shelf)
{
    /// <summary>So long before its last day the world begins; what the plan asks for happens within it.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromDays(365);

    private static readonly TimeSpan Asking = TimeSpan.FromHours(8.5);
    private static readonly TimeSpan Answering = TimeSpan.FromHours(11);
    private static readonly TimeSpan Attesting = TimeSpan.FromHours(12);
    private static readonly TimeSpan Buying = TimeSpan.FromHours(13.5);

    private readonly List<Act> _acts = [];

    /// <summary>Something more that happens in the year.</summary>
    public void Also(int day, TimeSpan time, Func<CancellationToken, Task> act) => Plan(day, time, act);

    /// <param name="firstDay">Day 0 of the plan.</param>
    /// <param name="afterEach">What follows each act: its mails go out.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task Live(DateTimeOffset firstDay, Func<Task> afterEach, CancellationToken cancel)
    {
        foreach (var request in WorldPlan.Requests())
        {
            Plan(request);
        }

        foreach (var order in WorldPlan.Purchases().GroupBy(purchase => purchase.Order))
        {
            var lines = order.ToList();
            Plan(lines[0].Day, Buying, token => Buy(lines, token));
        }

        foreach (var act in _acts.OrderBy(act => OnWorkday(firstDay + act.At)))
        {
            clock.MoveTo(OnWorkday(firstDay + act.At));
            await act.Do(cancel);
            await afterEach();
        }
    }

    private void Plan(PlannedRequest request)
    {
        IssuedInvitation? invitation = null;
        Plan(request.Day, Asking, async token => invitation = await Ask(request, token));
        var day = request.Day + request.AfterDays;
        switch (request.Answer)
        {
            case "accepted":
                Plan(day, Answering, token => Accept(request, TokenIn(invitation!), token));
                break;
            case "declined":
                Plan(day, Answering, token => Decline(request, TokenIn(invitation!), token));
                break;
            case "revoked":
                Plan(day, Answering, token => Revoke(request, invitation!.Id, token));
                break;
        }

        if (request.Agreement == "attested")
        {
            Plan(day, Attesting, token => Attest(request, token));
        }
    }

    /// <summary>Acts of the same hour follow each other within half an hour.</summary>
    private void Plan(int day, TimeSpan time, Func<CancellationToken, Task> act) => _acts.Add(
        new Act(TimeSpan.FromDays(day) + time + TimeSpan.FromSeconds(57 * (_acts.Count % 31)), act));

    /// <summary>What falls on a weekend happens on Monday.</summary>
    private static DateTimeOffset OnWorkday(DateTimeOffset at) => at.DayOfWeek switch
    {
        DayOfWeek.Saturday => at.AddDays(2),
        DayOfWeek.Sunday => at.AddDays(1),
        _ => at,
    };

    private Task<IssuedInvitation> Ask(PlannedRequest request, CancellationToken cancel)
    {
        var asker = inhabitants[request.Asker];
        var addressee = inhabitants.GetValueOrDefault(request.Addressee);
        var wish = new InvitationWish(
            addressee?.Plan.ContactEmail, (addressee ?? asker).Plan.Language, null, null, Send: addressee is not null);
        return IsAboutPartnership(request)
            ? useCases.Do((RequestPartnership use) => use.Handle(asker.GlobalAdmin, wish, cancel))
            : useCases.Do((InviteCustomer use) => use.Handle(
                asker.As(Role.SalesAgent),
                new CustomerWish(wish, request.Provider.Length == 0 ? null : inhabitants[request.Provider].Id),
                cancel));
    }

    private Task Accept(PlannedRequest request, string token, CancellationToken cancel)
    {
        var addressee = inhabitants[request.Addressee];
        return IsAboutPartnership(request)
            ? useCases.Do((AcceptPartnerInvitation use) =>
                use.Handle(addressee.GlobalAdmin, token, confirmed: true, cancel))
            : useCases.Do((AcceptCustomerInvitation use) => use.Handle(
                addressee.GlobalAdmin,
                token,
                confirmed: true,
                request.Agreement == "direct"
                    ? new DirectAcceptance(
                        AgreementTemplates.Customer.Id,
                        addressee.Plan.Language,
                        SignatoryOf(addressee),
                        Confirmed: true)
                    : null,
                cancel));
    }

    private Task Decline(PlannedRequest request, string token, CancellationToken cancel)
    {
        var actor = inhabitants[request.Addressee].GlobalAdmin;
        return IsAboutPartnership(request)
            ? useCases.Do((DeclinePartnerInvitation use) => use.Handle(actor, token, cancel))
            : useCases.Do((DeclineCustomerInvitation use) => use.Handle(actor, token, cancel));
    }

    private Task Revoke(PlannedRequest request, InvitationId invitation, CancellationToken cancel)
    {
        var actor = inhabitants[request.Asker].GlobalAdmin;
        return IsAboutPartnership(request)
            ? useCases.Do((RevokePartnerInvitation use) => use.Handle(actor, invitation, cancel))
            : useCases.Do((RevokeCustomerInvitation use) => use.Handle(actor, invitation, cancel));
    }

    /// <summary>AGR-23: the provider attests for the customer of its reseller.</summary>
    private async Task Attest(PlannedRequest request, CancellationToken cancel)
    {
        var customer = inhabitants[request.Addressee];
        var partner = inhabitants[request.Provider.Length == 0 ? request.Asker : request.Provider];
        await useCases.Do((AttestCustomerAgreement use) => use.Handle(
            partner.As(Role.AdminAgent),
            customer.Id,
            SignatoryOf(customer),
            DateOnly.FromDateTime(clock.Now().UtcDateTime),
            templateId: null,
            cancel));
    }

    private async Task Buy(List<PlannedPurchase> lines, CancellationToken cancel)
    {
        var (seller, customer) = (inhabitants[lines[0].Seller], inhabitants[lines[0].Customer]);
        var reseller = inhabitants.GetValueOrDefault(lines[0].Reseller);
        var wanted = lines.Select((line, number) => new WantedLine(
            number,
            shelf.Find(line.Item, customer, seller),
            line.Quantity,
            line.Name.Length == 0 ? null : line.Name,
            Shelf.CycleOf(line.Billing),
            line.Term,
            reseller?.NetworkId));
        var place = useCases.Services.GetRequiredService<PlaceOrder>();
        var outcome = await place.Handle(
            seller.As(Role.SalesAgent), new OrderRequest(customer.Id, [.. wanted]), null, null, cancel);
        if (outcome.Result!.ValueOrNull is null)
        {
            throw UseCases.Refused<PlaceOrder>(outcome.Result.Decision);
        }
    }

    private bool IsAboutPartnership(PlannedRequest request) =>
        request.Provider.Length == 0 && inhabitants[request.Asker].Plan.Type == PlannedType.Provider;

    private static string TokenIn(IssuedInvitation invitation) =>
        invitation.Link[(invitation.Link.LastIndexOf('/') + 1)..];

    private static Signatory SignatoryOf(Inhabitant customer) =>
        new(customer.Plan.FirstName, customer.Plan.LastName, customer.Plan.ContactEmail, customer.Plan.Phone);

    private sealed record Act(TimeSpan At, Func<CancellationToken, Task> Do);
}
