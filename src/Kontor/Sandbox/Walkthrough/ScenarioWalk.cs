namespace Kontor.Sandbox;

/// <summary>
/// The eight scenarios of the program, each in both directions: asked as a question, and where nothing comes of it,
/// really tried. Both give the same codes.
/// </summary>
internal sealed class ScenarioWalk(Cast cast, StepLog log)
{
    public async Task Play()
    {
        log.Heading("SCN-01  A chain runs from the vendor to the customer in one of two ways");
        await Granted("direct sells to customer", new("sell", "direct", "customer"), note: "CHAIN_OK");
        await Granted(
            "reseller sells through provider", new("sell", "reseller", "customer", "provider"), note: "CHAIN_OK");
        await Refused(
            "reseller sells without a provider",
            new("sell", "reseller", "customer"),
            "CHAIN_UNSUPPORTED PROVIDER_REQUIRED");
        await Refused(
            "provider sells without a reseller",
            new("sell", "provider", "customer"),
            "CHAIN_UNSUPPORTED RESELLER_REQUIRED");

        log.Heading("SCN-02  A customer buys from several partners");
        await Granted(
            "direct sells to a customer of others", new("sell", "direct", "customer"), note: "MULTI_PARTNER_OK");
        await Refused(
            "that helps no partner of another region", new("sell", "directUs", "customer"), "CUSTOMER_REGION_MISMATCH");

        log.Heading("SCN-03  A customer lets a further partner manage what it has");
        await Granted(
            "direct manages what customer has", new("manage", "direct", "customer"), note: "MULTI_CHANNEL_OK");
        await Refused(
            "direct manages in another region", new("manage", "direct", "customerUs"), "CUSTOMER_REGION_MISMATCH");

        log.Heading("SCN-04  A partner buys for its own use into a customer tenant only");
        await Granted("direct sells to reseller's own customer tenant", new("sell", "direct", "resellerOwn"));
        await Refused(
            "direct sells to reseller's partner tenant",
            new("sell", "direct", "reseller"),
            "BUYER_IS_PARTNER_TENANT");
        await Tried("direct invites reseller as a customer", "direct", "reseller", null, "BUYER_IS_PARTNER_TENANT");

        log.Heading("SCN-05  Nobody sells to itself or to an affiliate");
        await Granted("an unaffiliated partner sells to affiliate", new("sell", "direct", "affiliate"));
        await Refused(
            "reseller sells to its own tenant", new("sell", "reseller", "resellerOwn", "provider"), "SELF_SALE");
        await Refused(
            "reseller sells to its affiliate", new("sell", "reseller", "affiliate", "provider"), "AFFILIATE_SALE");
        await Tried("reseller invites its own tenant", "reseller", "resellerOwn", "provider", "SELF_SALE");
        await Tried("reseller invites its affiliate", "reseller", "affiliate", "provider", "AFFILIATE_SALE");

        log.Heading("SCN-06  A reseller of a provider is no customer of it");
        await Granted(
            "another tenant of that reseller buys from the provider",
            new("sell", "reseller2", "resellerOwn", "provider"));
        await Refused(
            "the reseller buys from its provider",
            new("sell", "reseller2", "reseller", "provider"),
            "RESELLER_OF_THIS_PROVIDER BUYER_IS_PARTNER_TENANT");
        await Refused(
            "the provider makes its customer a reseller",
            new("partner", "provider", "customer"),
            "RESELLER_OF_THIS_PROVIDER CHAIN_UNSUPPORTED");
        await Tried(
            "reseller2 invites reseller as a customer, with the same provider", "reseller2", "reseller", "provider",
            "RESELLER_OF_THIS_PROVIDER BUYER_IS_PARTNER_TENANT");

        log.Heading("SCN-07  A partner sells within its region");
        await Granted("directUs sells to customerUs", new("sell", "directUs", "customerUs"));
        await Refused("direct sells to customerUs", new("sell", "direct", "customerUs"), "CUSTOMER_REGION_MISMATCH");
        await Tried("direct invites customerUs", "direct", "customerUs", null, "CUSTOMER_REGION_MISMATCH");

        log.Heading("SCN-08  Provider and reseller are of one region");
        await Granted("provider2 and reseller", new("partner", "provider2", "reseller"));
        await Refused("providerUs and reseller", new("partner", "providerUs", "reseller"), "PARTNER_REGION_MISMATCH");
        await TriedPartnership("providerUs asks reseller", "providerUs", "reseller", "PARTNER_REGION_MISMATCH");

        log.Heading("Beside the scenarios");
        await Refused(
            "resellerNew has not signed the partner agreement",
            new("sell", "resellerNew", "customer", "provider"),
            "AGREEMENT_MISSING");
        var foreign = await cast.Application("provider2").Post(
            "/api/eligibility", BodyOf(new("sell", "direct", "customer")));
        log.Check("who is not concerned gets no answer", 404, foreign.Status, foreign.Seen);
    }

    private async Task Granted(string what, Question question, string? note = null)
    {
        var answer = await Ask(question);
        log.Check($"{what}: granted", "True ", $"{answer["granted"]} {answer.Codes}", answer.Seen);
        if (note is not null)
        {
            var notes = answer.At("notes")?.EnumerateArray().Select(item => item.GetString()) ?? [];
            log.Check($"  with the note {note}", notes.Contains(note), answer.Seen);
        }
    }

    private async Task Refused(string what, Question question, string codes)
    {
        var answer = await Ask(question);
        log.Check($"{what}: refused, {codes}", $"False {codes}", $"{answer["granted"]} {answer.Codes}", answer.Seen);
        log.Check("  with a way out", answer["reasons.0.waysOut.0.href"] is not null, answer.Seen);
    }

    private async Task Tried(string what, string partner, string customer, string? provider, string codes)
    {
        var answer = await cast.Application(partner).Post("/api/customer-invitations", new
        {
            email = cast[customer].User,
            providerId = provider is null ? (Guid?)null : cast[provider].TenantId,
        });
        log.Check($"{what}: 403, {codes}", $"403 {codes}", $"{answer.Status} {answer.Codes}", answer.Seen);
    }

    private async Task TriedPartnership(string what, string provider, string reseller, string codes)
    {
        var answer = await cast.Application(provider).Post(
            "/api/partner-invitations", new { email = cast[reseller].User });
        log.Check($"{what}: 403, {codes}", $"403 {codes}", $"{answer.Status} {answer.Codes}", answer.Seen);
    }

    private Task<Reply> Ask(Question question) =>
        cast.Application(question.Seller).Post("/api/eligibility", BodyOf(question));

    private object BodyOf(Question question) => new
    {
        action = question.Action,
        seller = cast[question.Seller].TenantId,
        buyer = cast[question.Buyer].TenantId,
        via = question.Via is null ? (Guid?)null : cast[question.Via].TenantId,
    };

    private sealed record Question(string Action, string Seller, string Buyer, string? Via = null);
}
