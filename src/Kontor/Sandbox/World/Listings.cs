using Kontor.Kernel;
using Kontor.ProviderDirectory;

namespace Kontor.Sandbox;

/// <summary>
/// The profiles of the demo world's providers in the public directory (REL-03): each in its own words and published, and one
/// with a change that waits for an operator (ENR-50).
/// </summary>
internal sealed class Listings(UseCases useCases, IReadOnlyDictionary<string, Inhabitant> inhabitants)
{
    private const string Changing = "provider";

    private const int FirstDay = 6;

    private const int DayOfChange = 363;

    private static readonly TimeSpan Writing = TimeSpan.FromHours(10.5);
    private static readonly TimeSpan Deciding = TimeSpan.FromHours(15.25);

    private static readonly (string Key, ProviderProfileText Text)[] Profiles =
    [
        (Changing, new(
            """
            Seit 1998 beliefern wir Systemhäuser zwischen Kiel und Zürich. Unser Programm für Vertriebspartner hat keine Mindestabnahme: Sie beginnen mit dem ersten Kunden, und wir wachsen mit.

            Sie bestellen über uns, rechnen mit Ihren Kunden selbst ab und erreichen bei jeder Frage dieselben drei Menschen.
            """.ReplaceLineEndings("\n"),
            [
                new(ProviderService.CustomerSupport, "Unser Servicedesk nimmt Störungen Ihrer Kunden an, rund um die Uhr auf Deutsch und Englisch."),
                new(ProviderService.TechnicalHelp, "Zwölf Technikerinnen und Techniker planen mit Ihnen Umzüge und helfen beim ersten Mandanten."),
                new(ProviderService.Financing, "30 Tage Zahlungsziel ab der ersten Rechnung, auf Wunsch eine Kreditlinie."),
                new(ProviderService.Training, "Jeden ersten Dienstag ein Einführungstag in Hamburg oder am Bildschirm."),
            ],
            ["de", "en", "da"],
            ["AT", "CH", "DE", "DK", "LI"],
            new("Team Vertriebspartner", "partner@alsterbogen.example", "+49 40 66969 120", "https://alsterbogen.example/vertriebspartner"))),
        ("provider2", new(
            """
            Grachtwijk werkt met resellers in heel Europa. U krijgt een vaste contactpersoon, een testomgeving en een maandelijks overzicht van alles wat uw klanten gebruiken.

            We work in Dutch, English, French and German, and answer within one working day.
            """.ReplaceLineEndings("\n"),
            [
                new(ProviderService.CustomerSupport, "Eén telefoonnummer voor uw klanten, op werkdagen van 8 tot 20 uur."),
                new(ProviderService.TechnicalHelp, "Een testomgeving en hulp bij elke migratie, ook ’s avonds."),
                new(ProviderService.Marketing, "Kant-en-klare campagnes, met uw logo en in uw taal."),
                new(ProviderService.Training, "Wekelijkse webinars en een opleiding tot verkoopadviseur."),
            ],
            ["de", "en", "fr", "nl"],
            ["BE", "DE", "FR", "IE", "LU", "NL"],
            new("Resellerdesk", "resellers@grachtwijk.example", "+31 85 000 1025", "https://grachtwijk.example/resellers"))),
        ("providerUs", new(
            """
            Copperhollow supplies IT shops across the United States. We are a small team that knows every reseller by name; our program asks for no minimum and no annual fee.
            """.ReplaceLineEndings("\n"),
            [
                new(ProviderService.CustomerSupport, "Phone support for your customers around the clock, answered in Denver."),
                new(ProviderService.Marketing, "Shared campaigns: we pay half of what you spend on them."),
                new(ProviderService.Financing, "Net 45 terms after three months, and leasing for larger projects."),
            ],
            ["en", "es"],
            ["US"],
            new("Partner team", "partners@copperhollow.example", "+1 303 555 0150", "https://copperhollow.example"))),
    ];

    /// <summary>Puts what they do among what happens in the year.</summary>
    public void Join(PastYear year)
    {
        foreach (var (key, text) in Profiles)
        {
            var provider = inhabitants[key].GlobalAdmin;
            ProviderProfileFile? handedIn = null;
            year.Also(FirstDay, Writing, async cancel => handedIn = await HandIn(provider, text, cancel));
            year.Also(FirstDay, Deciding, cancel => useCases.Do((DecideProviderProfile use) => use.Handle(
                inhabitants["vendor"].As(Role.ProgramOperator), provider.TenantId, handedIn!.Version,
                new ProviderProfileVerdict(Publishes: true, null), cancel)));
        }

        var published = Profiles.Single(known => known.Key == Changing).Text;
        year.Also(DayOfChange, Writing, cancel => HandIn(
            inhabitants[Changing].GlobalAdmin,
            published with
            {
                Services =
                [
                    .. published.Services,
                    new(ProviderService.Marketing, "Neu: Vorlagen für Rundschreiben und eine Seite im Netz unter Ihrem Namen."),
                ],
                Countries = [.. published.Countries, "NL"],
            },
            cancel));
    }

    private Task<ProviderProfileFile> HandIn(Actor provider, ProviderProfileText text, CancellationToken cancel) =>
        useCases.Do((WriteProviderProfile use) => use.HandIn(provider, text, null, cancel));
}
