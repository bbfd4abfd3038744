using Kontor.Accounts;
using Kontor.Billing;
using Kontor.Kernel;
using Kontor.Policy;
using Kontor.Subscriptions;
using Npgsql;

namespace Kontor.Orders;

/// <summary>What a partner wants to buy for a customer.</summary>
/// <param name="CustomerId">For whom.</param>
/// <param name="Lines">1 to <see cref="OrderRules.MaxLines"/> lines with different numbers.</param>
public sealed record OrderRequest(TenantId CustomerId, IReadOnlyList<WantedLine> Lines);

/// <summary>An answer that is kept with what it answers, and given again to a repetition.</summary>
public sealed record KeptAnswer(int Status, string ContentType, ReadOnlyMemory<byte> Body);

/// <summary>How an order ended: as it did just now, or as the same request ended before.</summary>
/// <param name="Result">The order or the refusal; null when the request was a repetition.</param>
/// <param name="Answer">What the caller is told; null when nobody asked for an answer to be kept.</param>
public sealed record OrderOutcome(Result<PlacedOrder>? Result, KeptAnswer? Answer);

/// <summary>
/// Use case: a partner buys for a customer (CAT-20 … CAT-24). All it needs to know comes in one round trip and all it
/// changes goes out in another, as one transaction with the answer to the request. Under a race the key of the answer
/// keeps a repetition from ordering twice, and the check on the credit account keeps purchases within the limit.
/// </summary>
public sealed class PlaceOrder
{
    private readonly NpgsqlDataSource _database;
    private readonly PartnerMarkets _partners;
    private readonly Markets _markets;
    private readonly CurrentPolicy _policy;
    private readonly TimeProvider _clock;

    internal PlaceOrder(
        NpgsqlDataSource database, PartnerMarkets partners, Markets markets, CurrentPolicy policy, TimeProvider clock) =>
        (_database, _partners, _markets, _policy, _clock) = (database, partners, markets, policy, clock);

    /// <param name="actor">Who orders; the order is its tenant's.</param>
    /// <param name="request">What and for whom.</param>
    /// <param name="key">How the caller named the request; null when it did not.</param>
    /// <param name="render">Makes the answer to keep from the result; null when <paramref name="key"/> is.</param>
    /// <param name="cancel">Given up before the write, nothing has changed.</param>
    public async Task<OrderOutcome> Handle(
        Actor actor, OrderRequest request, RequestKey? key, Func<Result<PlacedOrder>, KeptAnswer>? render, CancellationToken cancel)
    {
        var now = _clock.Now();
        await using var connection = await _database.OpenConnectionAsync(cancel);
        var (stored, question) = await Ask(connection, actor, request, key, now, cancel);
        if (stored is not null)
        {
            return Repeated(stored);
        }

        var (decision, write) = Decide(actor, request, question, now);
        if (write is null)
        {
            return await Refuse(connection, decision, key, render, now, cancel);
        }

        try
        {
            return await Write(connection, write, key, render, now, cancel);
        }
        catch (PostgresException taken) when (taken.ConstraintName == RequestAnswers.PrimaryKey)
        {
            // The same request, sent at the same time, was first.
            return Repeated(await FindAgain(connection, key!, cancel));
        }
        catch (PostgresException full) when (full.ConstraintName == BillingStorage.PurchaseWithinLimit)
        {
            var purchase = new Money(write.CreditUnits, Currency.Usd);
            var reason = OrderReasons.CreditExceeded.About(purchase, question.Credit!.Available);
            return await Refuse(connection, Decision.Refused(reason), key, render, now, cancel);
        }
        catch (PostgresException ended) when (OrderWrite.LostCustomer(ended))
        {
            return await Refuse(connection, Decision.Refused(OrderReasons.CustomerUnknown), key, render, now, cancel);
        }
        catch (PostgresException held) when (held.ConstraintName == SubscriptionStorage.OnePlaceEach)
        {
            var reason = OfferRules.LimitReached(question.Offers);
            return await Refuse(connection, Decision.Refused(reason), key, render, now, cancel);
        }
    }

    private async Task<(StoredAnswer? Stored, Question Question)> Ask(
        NpgsqlConnection connection, Actor actor, OrderRequest request, RequestKey? key, DateTimeOffset now, CancellationToken cancel)
    {
        var market = await _partners.Of(actor.TenantId, cancel);
        var networkIds = request.Lines.Select(line => line.PartnerOfRecord).OfType<string>().Distinct().ToArray();
        await using var batch = new NpgsqlBatch(connection);
        PartiesFacts.Ask(batch, actor.TenantId, request.CustomerId, networkIds, now);
        if (market is not null)
        {
            OfferFacts.Ask(
                batch, [.. request.Lines.Select(line => line.Item)], request.CustomerId, market.IsoCode, market.Currency, now);
        }

        if (key is not null)
        {
            batch.BatchCommands.Add(RequestAnswers.Find(key));
        }

        await using var reader = await batch.ExecuteReaderAsync(cancel);
        var (parties, credit) = await PartiesFacts.Read(reader, actor.TenantId, _markets, cancel);
        var offers = new Offer?[request.Lines.Count];
        if (market is not null)
        {
            await reader.NextResultAsync(cancel);
            offers = await OfferFacts.Read(reader, request.Lines.Count, cancel);
        }

        StoredAnswer? stored = null;
        if (key is not null)
        {
            await reader.NextResultAsync(cancel);
            stored = await RequestAnswers.Read(reader, cancel);
        }

        return (stored, new Question(parties, credit, offers, market));
    }

    private (Decision Decision, OrderWrite? Write) Decide(
        Actor actor, OrderRequest request, Question question, DateTimeOffset now)
    {
        if (question.Parties is not { } parties || !parties.IsVisible)
        {
            return (Decision.Refused(OrderReasons.CustomerUnknown), null);
        }

        var policy = _policy.Value;
        var decision = OrderRules.AreWellFormed(request.Lines);
        foreach (var networkId in request.Lines.Select(line => line.PartnerOfRecord).Distinct())
        {
            decision = decision.And(OrderRules.MayOrderFor(parties.Parties, networkId, policy));
        }

        var priced = new List<PricedLine>(request.Lines.Count);
        if (question.Market is { } market)
        {
            for (var i = 0; i < request.Lines.Count; i++)
            {
                var (line, price) = OfferRules.MayBuy(
                    request.Lines[i],
                    question.Offers[i],
                    parties.Parties.CustomerCountry,
                    market.IsoCode,
                    market.Currency,
                    parties.Qualifications,
                    request.Lines.Take(i).Count(line => line.Item.ProductId == request.Lines[i].Item.ProductId
                        && line.Item.SkuId == request.Lines[i].Item.SkuId),
                    now);
                decision = decision
                    .And(OfferRules.FitsTenant(question.Offers[i]?.Product, parties.Parties.Customer.Kind))
                    .And(line);
                if (price is not null)
                {
                    priced.Add(price);
                }
            }
        }

        decision = decision.And(OrderRules.AreBilledAlike(priced));
        if (!decision.IsGranted)
        {
            return (decision, null);
        }

        var write = Purchase.Of(actor, parties, priced, priced[0].Price.Currency, null, policy, now);
        decision = OrderRules.FitsCredit(question.Credit, new Money(write.CreditUnits, Currency.Usd));
        return (decision, decision.IsGranted ? write : null);
    }

    private static async Task<OrderOutcome> Write(
        NpgsqlConnection connection,
        OrderWrite write,
        RequestKey? key,
        Func<Result<PlacedOrder>, KeptAnswer>? render,
        DateTimeOffset now,
        CancellationToken cancel)
    {
        var answer = render?.Invoke(write.Placed);
        await using var batch = new NpgsqlBatch(connection);
        if (key is not null && answer is not null)
        {
            // First, so that a repetition waits here and not behind the partner's credit.
            batch.BatchCommands.Add(RequestAnswers.Insert(key, answer.Status, answer.ContentType, answer.Body, now));
        }

        write.AddTo(batch);

        // Past this point the order stands or falls as a whole; giving up the wait would only hide which.
        cancel.ThrowIfCancellationRequested();
        await batch.ExecuteNonQueryAsync(CancellationToken.None);
        return new OrderOutcome(write.Placed, answer);
    }

    private static async Task<OrderOutcome> Refuse(
        NpgsqlConnection connection,
        Decision decision,
        RequestKey? key,
        Func<Result<PlacedOrder>, KeptAnswer>? render,
        DateTimeOffset now,
        CancellationToken cancel)
    {
        var answer = render?.Invoke(decision);
        if (key is not null && answer is not null)
        {
            await using var batch = new NpgsqlBatch(connection)
            {
                BatchCommands = { RequestAnswers.InsertIfFirst(key, answer.Status, answer.ContentType, answer.Body, now) },
            };
            if (await batch.ExecuteNonQueryAsync(cancel) == 0)
            {
                return Repeated(await FindAgain(connection, key, cancel));
            }
        }

        return new OrderOutcome(decision, answer);
    }

    private static async Task<StoredAnswer> FindAgain(NpgsqlConnection connection, RequestKey key, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { RequestAnswers.Find(key) } };
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        return await RequestAnswers.Read(reader, cancel)
            ?? throw new InvalidOperationException("The first answer to this request is gone.");
    }

    private static OrderOutcome Repeated(StoredAnswer stored) =>
        new(null, new KeptAnswer(stored.Status, stored.ContentType ?? "application/json", stored.Body));

    /// <summary>Everything a purchase must know.</summary>
    private sealed record Question(ReadParties? Parties, CreditAccount? Credit, Offer?[] Offers, Market? Market);
}
