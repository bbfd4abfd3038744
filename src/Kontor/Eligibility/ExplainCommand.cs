using System.CommandLine;
using Kontor.Kernel;

namespace Kontor.Eligibility;

/// <summary>
/// <c>kontor explain sell|partner|manage</c>: prints what <c>POST /api/eligibility</c> answers. Ends with 0 when
/// granted, 1 when refused, 2 when the question makes no sense.
/// </summary>
public static class ExplainCommand
{
    private const int Granted = 0;
    private const int Refused = 1;
    private const int BadInput = 2;

    /// <param name="open">Adds to a verb the options that name a database, and says how to run its action.</param>
    public static Command Create(Func<Command, VerbRunner> open)
    {
        const string who = "Tenant id, domain, or actor of the demo world's credentials.json.";
        var action = new Argument<string?>("action")
        {
            Description = "sell, partner or manage.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var seller = new Option<string?>("--seller") { Description = $"Who sells; for partner the provider. {who}" };
        var buyer = new Option<string?>("--buyer") { Description = $"Who buys; for partner the reseller. {who}" };
        var via = new Option<string?>("--via") { Description = $"The provider of a two-tier sale. {who}" };
        var product = new Option<string?>("--product") { Description = "Product id, for a sale." };
        var country = new Option<string?>("--country")
        {
            Description = "Instead of --buyer: the ISO code of the country of a customer that there is not yet.",
        };
        var cloud = new Option<string?>("--cloud") { Description = "Its cloud: Public, UsGovernment, Germany or China." };
        var kind = new Option<string?>("--kind") { Description = "What its tenant would be: customer or partner." };
        var of = new Option<string?>("--of") { Description = $"Whose organization it would belong to. {who}" };
        var verb = new Command("explain", "Tells whether a sale, a partnership or managing is possible, and why not.")
        {
            action, seller, buyer, via, product, country, cloud, kind, of,
        };
        var run = open(verb);

        // What is missing is said here and not by the parser, whose exit code would read as a refusal.
        verb.SetAction((parsed, cancel) => run(
            parsed,
            (services, folder, token) => Explain(
                services,
                DemoActors.In(folder),
                new EligibilityQuestionBody(
                    parsed.GetValue(action),
                    parsed.GetValue(seller),
                    parsed.GetValue(buyer),
                    parsed.GetValue(via),
                    parsed.GetValue(product))
                {
                    Customer = NewCustomer(
                        parsed.GetValue(country), parsed.GetValue(cloud), parsed.GetValue(kind), parsed.GetValue(of)),
                },
                parsed.InvocationConfiguration.Output,
                parsed.InvocationConfiguration.Error,
                token),
            cancel));
        return verb;
    }

    /// <summary>Null where nothing is said about a customer that there is not yet.</summary>
    private static NewCustomerBody? NewCustomer(params string?[] words) =>
        words.All(string.IsNullOrEmpty) ? null : new(words[0], words[1], words[2], words[3]);

    private static async Task<int> Explain(
        IServiceProvider services,
        DemoActors actors,
        EligibilityQuestionBody words,
        TextWriter output,
        TextWriter error,
        CancellationToken cancel)
    {
        var queries = services.GetRequiredService<EligibilityQueries>();
        foreach (var name in (string?[])[words.Seller, words.Buyer, words.Via, words.Customer?.OrganizationOf])
        {
            if (!string.IsNullOrEmpty(name) && await TenantOf(name) is null)
            {
                await error.WriteLineAsync(Texts.Of("explain.unknown", name));
                return BadInput;
            }
        }

        var asked = (words with
        {
            Seller = await IdOf(words.Seller),
            Buyer = await IdOf(words.Buyer),
            Via = await IdOf(words.Via),
            Customer = words.Customer is null
                ? null
                : words.Customer with { OrganizationOf = await IdOf(words.Customer.OrganizationOf) },
        }).ToQuestion();
        if (asked.ValueOrNull is not { } question)
        {
            return await Complain(asked.Decision);
        }

        var result = await services.GetRequiredService<AskEligibility>().Answer(question, cancel);
        if (result.ValueOrNull is not { } answer)
        {
            return await Complain(result.Decision);
        }

        await Print(answer, [.. await Chain(question, answer)], output);
        return answer.IsGranted ? Granted : Refused;

        async Task<TenantId?> TenantOf(string name) =>
            Guid.TryParse(name, out var id) ? new TenantId(id)
                : actors.Find(name) ?? await queries.TenantOfDomain(name, cancel);

        async Task<string?> IdOf(string? name) => string.IsNullOrEmpty(name) ? name : (await TenantOf(name)).ToString();

        // The vendor stands in no question; a buyer that there is not yet stands nowhere else.
        async Task<IEnumerable<Party>> Chain(EligibilityQuestion question, EligibilityAnswer answer)
        {
            var asked = await services.GetRequiredService<AskedPartiesQuery>().Of(question, cancel);
            var known = await services.GetRequiredService<PartyFacts>().Load(answer.Chain, cancel);
            return answer.Chain.Select(tenant => known.TryGetValue(tenant, out var party) ? party : asked!.Of(tenant));
        }

        async Task<int> Complain(Decision decision)
        {
            foreach (var reason in decision.Reasons)
            {
                await error.WriteLineAsync(ReasonTexts.Of(reason));
            }

            return BadInput;
        }
    }

    private static async Task Print(EligibilityAnswer answer, Party[] chain, TextWriter output)
    {
        await output.WriteLineAsync(Texts.Of(answer.IsGranted ? "explain.granted" : "explain.refused"));
        if (chain.Length > 0)
        {
            await Heading("explain.chain");
            await output.WriteLineAsync(string.Join(" → ", chain.Select(party => $"{party.Name} ({party.Domain})")));
        }

        if (!answer.IsGranted)
        {
            await Heading("explain.reasons");
        }

        foreach (var reason in answer.Decision.Reasons)
        {
            await output.WriteLineAsync($"- {ReasonTexts.Of(reason)}  [{reason.Rule} {reason.Code}]");
            foreach (var way in ReasonTexts.WaysOut(reason))
            {
                await output.WriteLineAsync($"    > {way.Text}: {way.Href}");
            }
        }

        if (!answer.Steps.IsEmpty)
        {
            await Heading("explain.steps");
        }

        foreach (var step in answer.Steps)
        {
            await output.WriteLineAsync($"- {StepTexts.Of(step)}  [{step.Rule} {step.Code}]");
            await output.WriteLineAsync($"    > {StepTexts.Href(step)}");
        }

        if (!answer.Notes.IsEmpty)
        {
            await Heading("explain.notes");
        }

        foreach (var note in answer.Notes)
        {
            await output.WriteLineAsync($"- {Texts.Of(note)}  [{note}]");
        }

        Task Heading(string key) => output.WriteLineAsync($"\n{Texts.Of(key)}");
    }
}
