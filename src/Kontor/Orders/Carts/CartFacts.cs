using System.Collections.Immutable;
using Kontor.Accounts;
using Kontor.Billing;
using Kontor.Catalog;
using Kontor.Kernel;
using Kontor.Policy;
using Npgsql;

namespace Kontor.Orders;

/// <summary>A cart's lines as they would be bought now, and by and for whom.</summary>
internal sealed record AssessedCart(ReadParties Parties, CreditAccount? Credit, ImmutableArray<AssessedLine> Lines);

/// <summary>Asks the questions of an order (CAT-23) about the lines of a cart, in one round trip.</summary>
internal sealed class CartFacts(PartnerMarkets partners, Markets markets, CurrentPolicy policy)
{
    /// <summary>Each line with whether it may be bought; null when the partner has no such customer.</summary>
    /// <param name="connection">Sees what its transaction has done so far.</param>
    /// <param name="partner">Who would buy.</param>
    /// <param name="customer">For whom.</param>
    /// <param name="lines">What.</param>
    /// <param name="now">At the prices of this instant.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<AssessedCart?> Assess(
        NpgsqlConnection connection,
        TenantId partner,
        TenantId customer,
        IReadOnlyList<CartLine> lines,
        DateTimeOffset now,
        CancellationToken cancel) =>
        Assess(connection, partner, customer, null, lines, now, cancel);

    /// <summary>The same for a customer that is not made yet (CUS-62).</summary>
    public async Task<AssessedCart> Assess(
        NpgsqlConnection connection,
        TenantId partner,
        DraftBuyer draft,
        IReadOnlyList<CartLine> lines,
        DateTimeOffset now,
        CancellationToken cancel) =>
        (await Assess(connection, partner, draft.Party.TenantId, draft, lines, now, cancel))!;

    private async Task<AssessedCart?> Assess(
        NpgsqlConnection connection,
        TenantId partner,
        TenantId customer,
        DraftBuyer? draft,
        IReadOnlyList<CartLine> lines,
        DateTimeOffset now,
        CancellationToken cancel)
    {
        var market = await partners.Of(partner, cancel);
        CatalogItemId?[] items = [.. lines.Select(line => CatalogItemId.Find(line.CatalogItemId))];
        var networkIds =
            lines.Select(line => line.PartnerOfRecord).Append(draft?.NetworkId).OfType<string>().Distinct().ToArray();
        await using var batch = new NpgsqlBatch(connection);
        PartiesFacts.Ask(batch, partner, customer, networkIds, now);
        var asked = items.OfType<CatalogItemId>().ToArray();
        if (market is not null)
        {
            OfferFacts.Ask(batch, asked, customer, market.IsoCode, market.Currency, now, draft?.Country);
        }

        await using var reader = await batch.ExecuteReaderAsync(cancel);
        var (parties, credit) = await PartiesFacts.Read(reader, partner, markets, cancel, draft);
        if (parties is not { IsVisible: true })
        {
            return null;
        }

        var offers = new Queue<Offer?>();
        if (market is not null)
        {
            await reader.NextResultAsync(cancel);
            offers = new(await OfferFacts.Read(reader, asked.Length, cancel));
        }

        var assessed = ImmutableArray.CreateBuilder<AssessedLine>(lines.Count);
        for (var i = 0; i < lines.Count; i++)
        {
            assessed.Add(items[i] is { } item && market is not null
                ? Assess(lines[i], item, offers.Dequeue(), items.Take(i).Count(other => AreAlike(other, item)), parties, market, now)
                : new AssessedLine(
                    lines[i], null, Decision.Refused(OrderReasons.ItemMalformed.About(lines[i].CatalogItemId))));
        }

        return new AssessedCart(parties, credit, assessed.ToImmutable());
    }

    private AssessedLine Assess(
        CartLine line, CatalogItemId item, Offer? offer, int alike, ReadParties parties, Market market, DateTimeOffset now)
    {
        var wanted = new WantedLine(
            line.Id, item, line.Quantity, line.FriendlyName, line.BillingCycle, line.Term, line.PartnerOfRecord);
        var (offered, priced) = OfferRules.MayBuy(
            wanted,
            offer,
            parties.Parties.CustomerCountry,
            market.IsoCode,
            market.Currency,
            parties.Qualifications,
            alike,
            now);
        return new AssessedLine(
            line,
            priced,
            OrderRules.MayOrderFor(parties.Parties, line.PartnerOfRecord, policy.Value)
                .And(OfferRules.FitsTenant(offer?.Product, parties.Parties.Customer.Kind))
                .And(offered));
    }

    private static bool AreAlike(CatalogItemId? one, CatalogItemId other) =>
        one is { } item && item.ProductId == other.ProductId && item.SkuId == other.SkuId;
}
