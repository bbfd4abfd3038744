using System.Reflection;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Policy;

namespace Kontor.Sandbox;

/// <summary>
/// Resellers of the demo world that apply as direct partner towards the end of its year: one is being verified, another has
/// passed the credit check. The world is a year old, so that its program asks for half a year of sales instead of a whole
/// one (K-06); what they sold elsewhere they declare with a statement (ENR-41).
/// </summary>
internal sealed class DirectApplicants(UseCases useCases, IReadOnlyDictionary<string, Inhabitant> inhabitants)
{
    private const int Months = 6;

    private const int DayOfPolicy = 338;

    private static readonly TimeSpan Changing = TimeSpan.FromHours(9.25);
    private static readonly TimeSpan Writing = TimeSpan.FromHours(10);
    private static readonly TimeSpan Proving = TimeSpan.FromHours(11);
    private static readonly TimeSpan Sending = TimeSpan.FromHours(12);
    private static readonly TimeSpan Deciding = TimeSpan.FromHours(15.5);

    /// <summary>Who applies on which day for which revenue, and how far it comes.</summary>
    private static readonly (string Key, int Day, long RevenueUsd, DirectDecision[] Decided)[] Plan =
    [
        ("isargrund", 344, 348_000, [DirectDecision.VerifyCompany, DirectDecision.PassCredit]),
        ("taunusfeld", 358, 412_500, []),
    ];

    /// <summary>Puts what they do among what happens in the year.</summary>
    public void Join(PastYear year)
    {
        var vendor = inhabitants["vendor"].As(Role.ProgramOperator);
        year.Also(DayOfPolicy, Changing, cancel => useCases.Do((ChangePolicy use) =>
            use.Handle(vendor, ProgramPolicy.Default with { DirectPartnerMonths = Months }, madeFrom: 0, cancel)));
        foreach (var (key, day, revenue, decided) in Plan)
        {
            var applicant = inhabitants[key];
            year.Also(day, Writing, cancel => Write(applicant.GlobalAdmin, revenue, cancel));
            year.Also(day, Proving, cancel => Prove(applicant.GlobalAdmin, cancel));
            year.Also(day, Sending, cancel => useCases.Do((SendDirectApplication use) =>
                use.Submit(applicant.GlobalAdmin, hasAuthority: true, allowsCreditCheck: true, cancel)));
            for (var number = 0; number < decided.Length; number++)
            {
                var decision = decided[number];
                year.Also(day + 2 + (3 * number), Deciding, cancel => Decide(vendor, applicant.Id, decision, cancel));
            }
        }
    }

    private async Task Write(Actor actor, long revenueUsd, CancellationToken cancel)
    {
        var answers = new DirectAnswers(
            "Our service desk answers by phone and mail and solves what it can; severe cases go to the vendor.",
            "Mon–Fri 7–19, on call at night", "Deutsch, English",
            "The ERP takes the charges of each month and writes one invoice for each customer.",
            "By the programming interface, from our shop; two people watch over it.",
            "Managed backup and a patch service", revenueUsd);
        await useCases.Do((StartDirectApplication use) => use.Handle(actor, cancel));
        await useCases.Do((SendDirectApplication use) => use.Write(actor, answers, cancel));
    }

    private async Task Prove(Actor actor, CancellationToken cancel)
    {
        await using var statement =
            Assembly.GetExecutingAssembly().GetManifestResourceStream("Kontor.Sandbox.World.statement.pdf")!;
        await useCases.Do((ApplicationDocuments use) =>
            use.Add(actor, PartnerType.DirectPartner, "statement.pdf", statement, cancel));
    }

    private async Task Decide(Actor vendor, TenantId applicant, DirectDecision decision, CancellationToken cancel)
    {
        await using var scope = useCases.Services.CreateAsyncScope();
        var file = await scope.ServiceProvider.GetRequiredService<DirectFiles>().Of(applicant, cancel);
        await useCases.Do((DecideDirectApplication use) =>
            use.Handle(vendor, applicant, file.Application!.Version, decision, "", cancel));
    }
}
