using System.Text.Json;

namespace Kontor.Sandbox;

/// <summary>The program's eight scenarios, each both ways, asked by the vendor's operator.</summary>
internal sealed class ScenarioWalk(Uri server, IReadOnlyDictionary<string, ActorCredentials> actors, WalkthroughReport report)
{
    private sealed record Question(
        string Rule, string What, string Action, string Seller, string Buyer, string? Via, string? Code, string? Note = null);

    private static readonly Question[] Questions =
    [
        new("SCN-01", "the chain vendor, provider, reseller, customer", "sell", "reseller", "customer", "provider", null, "CHAIN_OK"),
        new("SCN-01", "a reseller without a provider", "sell", "reseller", "customer", null, "CHAIN_UNSUPPORTED"),
        new("SCN-02", "another partner sells to the same customer", "sell", "direct", "customer", null, null, "MULTI_PARTNER_OK"),
        new("SCN-02", "a partner that may not sell gets no further for it", "sell", "directUs", "customer", null, "CUSTOMER_REGION_MISMATCH"),
        new("SCN-03", "another partner manages the customer's subscriptions", "manage", "direct", "customer", null, null, "MULTI_CHANNEL_OK"),
        new("SCN-03", "a partner of another region does not", "manage", "directUs", "customer", null, "CUSTOMER_REGION_MISMATCH"),
        new("SCN-04", "own use through a customer tenant", "sell", "direct", "resellerOwn", null, null),
        new("SCN-04", "own use in the partner tenant", "sell", "direct", "reseller", null, "BUYER_IS_PARTNER_TENANT"),
        new("SCN-05", "an unaffiliated partner sells to the affiliate", "sell", "direct", "affiliate", null, null),
        new("SCN-05", "a partner sells to itself", "sell", "reseller", "resellerOwn", "provider", "SELF_SALE"),
        new("SCN-05", "a partner sells to its affiliate", "sell", "reseller", "affiliate", "provider", "AFFILIATE_SALE"),
        new("SCN-06", "a reseller works with another provider", "partner", "provider2", "reseller", null, null),
        new("SCN-06", "a reseller is the end customer of its provider", "sell", "reseller2", "reseller", "provider", "RESELLER_OF_THIS_PROVIDER"),
        new("SCN-07", "a sale within the region", "sell", "directUs", "customerUs", null, null),
        new("SCN-07", "a sale to another region", "sell", "reseller", "customerUs", "provider", "CUSTOMER_REGION_MISMATCH"),
        new("SCN-08", "a partnership within the region", "partner", "provider2", "reseller2", null, null),
        new("SCN-08", "a partnership with another region", "partner", "providerUs", "reseller", null, "PARTNER_REGION_MISMATCH"),
        new("AGR-03", "new business with a reseller that has not signed", "sell", "resellerNew", "customer", "provider", "AGREEMENT_MISSING"),
    ];

    public async Task Walk(CancellationToken cancel)
    {
        report.Heading("The scenarios (SCN-01 … SCN-08)");
        using var vendor = await DemoClient.AsUser(server, actors["vendor"], cancel);
        foreach (var question in Questions)
        {
            var answer = await vendor.Post("/api/eligibility", new
            {
                action = question.Action,
                seller = actors[question.Seller].TenantId,
                buyer = actors[question.Buyer].TenantId,
                via = question.Via is null ? (Guid?)null : actors[question.Via].TenantId,
            }, cancel);
            report.Step(
                $"{question.Rule} {question.What}: {question.Code ?? "granted"}", IsAsExpected(answer, question), answer.Text);
        }
    }

    private static bool IsAsExpected(DemoReply answer, Question question)
    {
        if (answer.Status != 200 || answer["granted"].ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            return false;
        }

        return answer["granted"].GetBoolean() == question.Code is null
            && (question.Code is null || answer["reasons.0.code"].ToString() == question.Code)
            && (question.Note is null || answer["notes"].EnumerateArray().Any(note => note.GetString() == question.Note));
    }
}
