using System.Collections.Immutable;
using Kontor.Announcements;
using Kontor.Enrolment;
using Kontor.Kernel;

namespace Kontor.Sandbox;

/// <summary>What the vendor told the partners of the demo world in its year: for all, and for those who are billed (OPS-21).</summary>
internal sealed class DemoAnnouncements(UseCases useCases, Inhabitant vendor)
{
    private static readonly TimeSpan Morning = TimeSpan.FromHours(8.5);

    /// <summary>Puts them among what happens in the year.</summary>
    public void Join(PastYear year)
    {
        Tell(year, 210, AnnouncementCategory.Features, [],
            new(
                "Licenses for many users at once",
                "Agents and customers now assign licenses to up to a hundred users in one step.",
                "Choose the users in the list, then say for each product whether it is assigned, taken away or left as it is.", ""),
            new(
                "Lizenzen für viele Benutzer auf einmal",
                "Agenten und Kunden weisen Lizenzen jetzt bis zu hundert Benutzern in einem Schritt zu.",
                "Wählen Sie die Benutzer in der Liste, und sagen Sie für jedes Produkt, ob es zugewiesen, entzogen oder gelassen wird.", ""),
            new(
                "Licenties voor veel gebruikers tegelijk",
                "Agents en klanten wijzen licenties nu aan hoogstens honderd gebruikers in één stap toe.",
                "Kies de gebruikers in de lijst en zeg per product of het wordt toegewezen, ingetrokken of gelaten.", ""));
        Tell(year, 340, AnnouncementCategory.Billing, [PartnerType.Provider, PartnerType.DirectPartner],
            new(
                "Orders in the European Union need a VAT ID",
                "Providers and direct-bill partners in the European Union order only once their VAT ID is on record.",
                "The form of the number is checked. It counts from the first day of the next month.",
                "1. Open Account settings > Billing profile.\n2. Enter the VAT ID."),
            new(
                "Bestellungen in der Europäischen Union brauchen eine Umsatzsteuer-ID",
                "Anbieter und Direktabrechnungspartner in der Europäischen Union bestellen erst, wenn ihre Umsatzsteuer-ID hinterlegt ist.",
                "Die Form der Nummer wird geprüft. Sie gilt vom ersten Tag des nächsten Monats an.",
                "1. Öffnen Sie Kontoeinstellungen > Abrechnungsprofil.\n2. Tragen Sie die Umsatzsteuer-ID ein."),
            new(
                "Bestellingen in de Europese Unie vereisen een btw-nummer",
                "Providers en directfacturatiepartners in de Europese Unie bestellen pas als hun btw-nummer is vastgelegd.",
                "De vorm van het nummer wordt gecontroleerd. Het geldt vanaf de eerste dag van de volgende maand.",
                "1. Open Accountinstellingen > Factureringsprofiel.\n2. Vul het btw-nummer in."));
    }

    private void Tell(
        PastYear year, int day, AnnouncementCategory category, ImmutableArray<PartnerType> types,
        AnnouncementWords english, AnnouncementWords german, AnnouncementWords dutch) =>
        year.Also(day, Morning, async cancel => await useCases.Do((PublishAnnouncement use) => use.Handle(
            vendor.As(Role.ProgramOperator),
            new AnnouncementWish(
                category,
                new Audience(types, []),
                ImmutableDictionary<string, AnnouncementWords>.Empty.Add("en", english).Add("de", german).Add("nl", dutch)),
            cancel)));
}
