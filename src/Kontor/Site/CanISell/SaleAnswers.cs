using Kontor.Eligibility;
using Kontor.Kernel;

namespace Kontor.Site;

/// <summary>An answer as it is shown.</summary>
/// <param name="Answer">What the rules say.</param>
/// <param name="Verdict">Yes or no, with the names, as one sentence.</param>
/// <param name="Picture">The chain with the reasons in it.</param>
/// <param name="NextPage">Where the reader goes on with what is possible; null where that is not its to do.</param>
public sealed record SaleAnswer(EligibilityAnswer Answer, string Verdict, ChainPicture Picture, string? NextPage)
{
    /// <summary>How many reasons or steps there are, as a sentence.</summary>
    public string Summary
    {
        get
        {
            var (kind, number) = Answer.IsGranted
                ? ("steps", Answer.Steps.Length)
                : ("reasons", Answer.Decision.Reasons.Length);
            return Texts.Of($"canISell.{kind}.{number switch { 0 => "none", 1 => "one", _ => "many" }}", number);
        }
    }
}

/// <summary>Asks the question and puts the answer into words and a picture.</summary>
public sealed class SaleAnswers(
    AskEligibility ask, AskedPartiesQuery askedParties, PartyFacts parties, EligibilityQueries queries)
{
    public async Task<Result<SaleAnswer>> Of(Actor actor, AskedSale asked, CancellationToken cancel)
    {
        var typed = new EligibilityQuestionBody(asked.Action, asked.Seller, asked.Buyer, asked.Via, asked.Product)
        {
            Customer = asked.Customer,
        }.ToQuestion();
        if (typed.ValueOrNull is not { } question)
        {
            return typed.Decision;
        }

        var result = await ask.Handle(actor, question, cancel);
        if (result.ValueOrNull is not { } answer)
        {
            return result.Decision;
        }

        if (await askedParties.Of(question, cancel) is not { } found)
        {
            return QuestionReasons.TenantNotFound;
        }

        var vendor = await parties.Of(await queries.Vendor(found.Seller.Cloud, cancel), cancel);
        var chain = new AskedChain(question.Action, found.Seller, found.Buyer, found.Via);
        var lines = await queries.LinesOf(found.Tenants, cancel);
        var ties = await parties.TiesBetween([actor.TenantId, .. found.Tenants], cancel);
        return new SaleAnswer(
            answer,
            await Verdict(chain, answer.IsGranted, found.NewCountry is not null, question.Product, cancel),
            ChainPicture.Of(chain, answer.Decision, vendor.Name, LineOf),
            NextPage());

        // What is sold to one of the reader's own customers is found in the catalog for that customer.
        string? NextPage()
        {
            var path = question.Product is { } product ? $"/catalogue/{Uri.EscapeDataString(product)}" : "/catalogue";
            return answer.IsGranted && question.Action == EligibilityAction.Sell
                && ties.Relationships.Contains(new CustomerTie(actor.TenantId, question.Buyer))
                    ? $"{path}?customer={question.Buyer}"
                    : null;
        }

        // A network id is shown to those who deal with the partner. A buyer is the tenant that was chosen, so its domain.
        string LineOf(Party party)
        {
            if (!lines.TryGetValue(party.TenantId, out var line))
            {
                return $"{Texts.Of("canISell.new.line")} · {found.NewCountry}";
            }

            var isBuyer = question.Action != EligibilityAction.Partner && party.TenantId == question.Buyer;
            var isKnown = actor.TenantKind == TenantKind.Operator
                || party.TenantId == actor.TenantId
                || ties.Partnerships.Any(tie => tie == new PartnershipTie(actor.TenantId, party.TenantId)
                    || tie == new PartnershipTie(party.TenantId, actor.TenantId));
            return $"{(isKnown && !isBuyer && line.NetworkId is { } id ? id : party.Domain)} · {line.Country}";
        }
    }

    private async Task<string> Verdict(
        AskedChain chain, bool isGranted, bool isNew, string? product, CancellationToken cancel)
    {
        var word = chain.Action switch
        {
            EligibilityAction.Partner => "partner",
            EligibilityAction.Manage => "manage",
            _ => "sell",
        };
        var key = $"canISell.{(isGranted ? "yes" : "no")}.{word}{(isNew ? ".new" : "")}";
        return product is not null && await queries.TitleOf(product, cancel) is { } title
            ? Texts.Of($"{key}.product", chain.Seller.Name, chain.Buyer.Name, title)
            : Texts.Of(key, chain.Seller.Name, chain.Buyer.Name);
    }
}
