using Kontor.Accounts;
using Kontor.Billing;
using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Policy;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kontor.Orders;

/// <summary>What is chosen for a customer that is not made yet, and from where the catalog is looked at for it.</summary>
/// <param name="View">As it will be once the customer is made.</param>
/// <param name="Cart">The lines with what they would cost; a cart that is kept nowhere.</param>
/// <param name="MayOrder">The checks that do not depend on what is chosen, and whether this user orders at all.</param>
/// <param name="IsUsers">Whether this user orders at all; a part of <see cref="MayOrder"/>.</param>
/// <param name="Taken">What the lines take from the partner's credit.</param>
/// <param name="Credit">What the partner has; null where the vendor has set none.</param>
public sealed record FirstOrder(
    ShopView View, OpenCart Cart, Decision MayOrder, Decision IsUsers, Money Taken, CreditAccount? Credit)
{
    public IReadOnlyList<AssessedLine> Lines { get; } = [.. Cart.Lines];

    /// <summary>Whether all of it could be ordered if the customer were made now.</summary>
    public Decision MayGoOn => Lines.Count == 0 ? Decision.Granted : Decision.From(MayOrder
        .And(CartRules.AreWellFormed([.. Lines.Select(line => line.Line)]))
        .And(Decision.From(Lines.SelectMany(line => line.Decision.Reasons)))
        .And(FitsCredit)
        .Reasons.Distinct());

    /// <summary>BIL-72.</summary>
    public Decision FitsCredit => FirstOrderRules.FitsCredit(Credit, Taken);

    /// <summary>What stands against a line alone.</summary>
    public Decision Against(AssessedLine line) => Decision.From(line.Decision.Reasons.Except(MayOrder.Reasons));
}

/// <summary>
/// Asks the questions of an order (CAT-23) for a customer that is being written (CUS-62): the same rules and the same
/// statements, with what is written in the place of what would be read of the customer. Changes nothing.
/// </summary>
public sealed class FirstOrders
{
    private readonly KontorDb _db;
    private readonly CreateCustomer _create;
    private readonly NewCustomerFacts _customers;
    private readonly CartFacts _facts;
    private readonly PartnerMarkets _partners;
    private readonly Markets _markets;
    private readonly CurrentPolicy _policy;
    private readonly TimeProvider _clock;

    internal FirstOrders(
        KontorDb db, CreateCustomer create, NewCustomerFacts customers, CartFacts facts, PartnerMarkets partners,
        Markets markets, CurrentPolicy policy, TimeProvider clock) =>
        (_db, _create, _customers, _facts, _partners, _markets, _policy, _clock) =
        (db, create, customers, facts, partners, markets, policy, clock);

    /// <summary>Refused when the customer itself cannot be made so; then nothing is told of what could be ordered.</summary>
    public async Task<Result<FirstOrder>> Open(
        Actor actor, NewCustomer wanted, IReadOnlyList<CartLine> lines, CancellationToken cancel)
    {
        var may = await _create.Review(actor, wanted, cancel);
        if (!may.IsGranted)
        {
            return may;
        }

        var now = _clock.Now();
        var market = _markets.Of(wanted.Market);
        var making = await _customers.Load(actor, wanted, market, $"{wanted.Prefix}.{_create.DirectoryDomain}", cancel);
        await _db.Database.OpenConnectionAsync(cancel);
        try
        {
            var connection = (NpgsqlConnection)_db.Database.GetDbConnection();
            var networkId = wanted.ResellerId is { } reseller ? await NetworkIdOf(connection, reseller, cancel) : null;
            var draft = DraftBuyer.From(wanted, making.Customer, market, networkId);
            CartLine[] named = [.. lines.Select(line => line with { PartnerOfRecord = networkId })];
            var assessed = await _facts.Assess(connection, actor.TenantId, draft, named, now, cancel);
            var own = await _partners.Of(actor.TenantId, cancel);
            var isUsers = FirstOrderRules.MayOrder(
                actor, NewCustomerRules.TypeOf(making.Partner, wanted.ResellerId is not null)!.Value);
            var mayOrder = isUsers
                .And(OrderRules.MayOrderFor(assessed.Parties.Parties, networkId, _policy.Value))
                .And(Decision.RequireAll((assessed.Credit is not null, OrderReasons.CreditNotSet)));
            var buyer = new ShopCustomer(
                draft.Party.TenantId,
                wanted.Profile.LegalName,
                market.IsoCode,
                wanted.Qualifications,
                networkId is null ? [] : [new NamableReseller(networkId, making.Reseller!.Name)],
                mayOrder);
            return new FirstOrder(
                new ShopView(own?.IsoCode ?? "", own?.Currency ?? Currency.Usd, buyer),
                new OpenCart(KeptNowhere(actor, draft, now), CartRules.Groups(assessed.Lines)),
                mayOrder,
                isUsers,
                FirstOrderRules.CreditTaken(assessed.Lines, DateOnly.FromDateTime(now.UtcDateTime), _policy.Value),
                assessed.Credit);
        }
        finally
        {
            await _db.Database.CloseConnectionAsync();
        }
    }

    private static async Task<string?> NetworkIdOf(
        NpgsqlConnection connection, TenantId reseller, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "select id from network_ids where tenant_id = $1 and kind = 'Location' order by id limit 1", connection)
        {
            Parameters = { Sql.Uuid(reseller.Value) },
        };
        return (string?)await command.ExecuteScalarAsync(cancel);
    }

    private static Cart KeptNowhere(Actor actor, DraftBuyer draft, DateTimeOffset now) => new()
    {
        PartnerId = actor.TenantId,
        Id = new(Guid.Empty),
        CustomerId = draft.Party.TenantId,
        State = CartState.Active,
        CreatedAt = now,
        ModifiedAt = now,
        ExpiresAt = now,
        Lines = CartLines.Write([]),
    };
}
