using Kontor.Kernel;
using Kontor.Support;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Sandbox;

/// <summary>
/// Service requests of the demo world, one in each of four states: solved by the provider, escalated by it, handed back by the
/// vendor to the reseller, and new (SUP-13).
/// </summary>
internal sealed class DemoServiceRequests(UseCases useCases, IReadOnlyDictionary<string, Inhabitant> inhabitants)
{
    private const int Solved = 346;
    private const int HandedBack = 357;
    private const int Escalated = 360;
    private const int New = 361;

    private static readonly TimeSpan Morning = TimeSpan.FromHours(9.25);
    private static readonly TimeSpan Later = TimeSpan.FromHours(10.5);
    private static readonly TimeSpan Noon = TimeSpan.FromHours(12.25);
    private static readonly TimeSpan Afternoon = TimeSpan.FromHours(15.5);

    private Inhabitant Provider => inhabitants["provider"];

    private Inhabitant Reseller => inhabitants["reseller"];

    private Inhabitant Customer => inhabitants["customer"];

    /// <summary>Puts what they do among what happens in the year.</summary>
    public void Join(PastYear year)
    {
        JoinSolved(year);
        JoinHandedBack(year);
        JoinEscalated(year);
        year.Also(New, Afternoon, async cancel => await Ask(
            Reseller, "Verwaltung", ServiceTopic.HowTo, ServiceSeverity.C, "Freigegebenes Postfach für die Buchhaltung",
            "Drei Kolleginnen sollen ein gemeinsames Postfach lesen und daraus antworten. Brauchen sie dafür weitere Lizenzen?", cancel));
    }

    private void JoinSolved(PastYear year)
    {
        ServiceRequest? asked = null;
        year.Also(Solved, Morning, async cancel => asked = await Ask(
            Provider, "Technischer Dienst", ServiceTopic.TechnicalFault, ServiceSeverity.B, "Anmeldung an zwei Tablets schlägt fehl",
            "Seit gestern fragen zwei Tablets bei jeder Anmeldung nach einem neuen Kennwort.", cancel));
        year.Also(Solved, Later, cancel => Act(Provider, Role.HelpdeskAgent, () => asked!, new(ServiceAct.Take), cancel));
        year.Also(Solved, Noon, cancel => useCases.Do((ChangeServiceRequest use) => use.Note(
            Provider.As(Role.HelpdeskAgent), asked!.Id, "Bitte sagen Sie uns die Gerätenamen.", isInternal: false, cancel)));
        year.Also(Solved, Afternoon, cancel => Act(
            Provider, Role.HelpdeskAgent, () => asked!,
            new(ServiceAct.Resolve, "Die Uhr der Tablets ging falsch. Sie stellen sie jetzt selbst."), cancel));
    }

    private void JoinHandedBack(PastYear year)
    {
        ServiceRequest? asked = null;
        year.Also(HandedBack, Morning, async cancel => asked = await Ask(
            Reseller, "Verwaltung", ServiceTopic.BillingDispute, ServiceSeverity.Advisory, "Lizenzen doppelt berechnet",
            "Für den letzten Monat sehen wir vierzig Lizenzen zweimal.", cancel));
        year.Also(HandedBack, Later, cancel => Act(Reseller, Role.HelpdeskAgent, () => asked!, new(ServiceAct.Take), cancel));
        year.Also(HandedBack, Noon, cancel => Act(
            Reseller, Role.HelpdeskAgent, () => asked!,
            new(ServiceAct.Escalate, "Beide Zeilen haben denselben Zeitraum.", Reason: EscalationReason.BillingDispute), cancel));
        year.Also(HandedBack, Afternoon, cancel => Act(
            inhabitants["vendor"], Role.SupportEngineer, () => asked!,
            new(ServiceAct.HandBack, "Bitte nennen Sie die Nummern beider Zeilen."), cancel));
    }

    private void JoinEscalated(PastYear year)
    {
        ServiceRequest? opened = null;
        year.Also(Escalated, Morning, async cancel =>
        {
            var wish = new ServiceRequestWish(
                null, ServiceTopic.TechnicalFault, ServiceSeverity.A, "Verwaltungsseiten antworten nicht",
                "Mehrere Mandanten in Norddeutschland erreichen ihre Verwaltungsseiten nicht.", "de");
            var contact = new PartnerContact("Service Desk", $"support@{Provider.Plan.Domain}", Provider.Plan.Phone);
            opened = await useCases.Do((OpenServiceRequest use) =>
                use.ForCustomer(Provider.As(Role.HelpdeskAgent), Customer.Id, wish, contact, cancel));
        });
        year.Also(Escalated, Later, cancel => Act(
            Provider, Role.HelpdeskAgent, () => opened!,
            new(
                ServiceAct.Escalate, "Der Dienststatus zeigt keine Störung.", Reason: EscalationReason.RegionalFault,
                IsHealthChecked: true),
            cancel));
    }

    private async Task<ServiceRequest> Ask(
        Inhabitant partner, string about, ServiceTopic topic, ServiceSeverity severity, string title, string description,
        CancellationToken cancel)
    {
        var wish = new ServiceRequestWish(await Called(about, cancel), topic, severity, title, description, "de");
        return await useCases.Do((OpenServiceRequest use) => use.AsCustomer(Customer.GlobalAdmin, partner.Id, wish, cancel));
    }

    private Task<ServiceRequest> Act(
        Inhabitant who, Role role, Func<ServiceRequest> request, ServiceActWish wish, CancellationToken cancel) =>
        useCases.Do((ChangeServiceRequest use) => use.Act(who.As(role), request().Id, wish, cancel));

    private async Task<SubscriptionId> Called(string name, CancellationToken cancel)
    {
        await using var scope = useCases.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<KontorDb>().Set<Subscriptions.Subscription>()
            .Where(s => s.CustomerId == Customer.Id && s.FriendlyName == name)
            .Select(s => s.Id)
            .SingleAsync(cancel);
    }
}
