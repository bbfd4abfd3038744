using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kontor.Kernel;
using Kontor.Policy;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kontor.Orders;

/// <summary>A cart with what its lines would be if they were bought now.</summary>
public sealed record OpenCart(Cart Cart, ImmutableArray<CartGroup> Groups)
{
    /// <summary>All lines, in the order in which they were put in.</summary>
    public IEnumerable<AssessedLine> Lines => Groups.SelectMany(group => group.Lines).OrderBy(line => line.Line.Id);

    /// <summary>What stands against every line, and so against the purchase itself.</summary>
    public Decision AgainstAll => Lines.FirstOrDefault() is { } first
        ? Decision.From(first.Decision.Reasons.Where(reason => Lines.All(line => line.Decision.Reasons.Contains(reason))))
        : Decision.Granted;

    /// <summary>What stands against a line alone.</summary>
    public Decision Against(AssessedLine line) => Lines.Count() == 1
        ? Decision.Granted
        : Decision.From(line.Decision.Reasons.Except(AgainstAll.Reasons));
}

/// <summary>
/// Use cases: a partner collects what it wants to buy for a customer (CAT-22). A cart belongs to the partner and the customer,
/// and is forgotten when it is not touched for as long as the policy says.
/// </summary>
public sealed class Carts
{
    private readonly KontorDb _db;
    private readonly CartFacts _facts;
    private readonly CurrentPolicy _policy;
    private readonly TimeProvider _clock;

    internal Carts(KontorDb db, CartFacts facts, CurrentPolicy policy, TimeProvider clock) =>
        (_db, _facts, _policy, _clock) = (db, facts, policy, clock);

    public async Task<Result<OpenCart>> Create(
        Actor actor, TenantId customer, IReadOnlyList<CartLine> lines, CancellationToken cancel)
    {
        var now = _clock.Now();
        if (CartRules.AreWellFormed(lines) is { IsGranted: false } malformed)
        {
            return malformed;
        }

        var cart = new Cart
        {
            PartnerId = actor.TenantId,
            Id = new(Guid.CreateVersion7(now)),
            CustomerId = customer,
            State = CartState.Active,
            CreatedAt = now,
            ModifiedAt = now,
            ExpiresAt = now.AddMinutes(_policy.Value.CartLifetimeMinutes),
            ModifiedBy = actor.UserId,
            Lines = CartLines.Write(lines),
            Version = 1,
        };
        if (await Open(cart, lines, now, cancel) is not { } open)
        {
            return OrderReasons.CustomerUnknown;
        }

        _db.Carts.Add(cart);
        await _db.SaveChangesAsync(cancel);
        return open;
    }

    /// <summary>The cart, ordered or not, as long as it lives.</summary>
    public async Task<Result<OpenCart>> Find(Actor actor, TenantId customer, CartId id, CancellationToken cancel)
    {
        var now = _clock.Now();
        var cart = await Load(actor, id, cancel);
        if (CartRules.MayUse(cart, customer, now) is { IsGranted: false } refused
            && refused.Reasons[0] != CartReasons.AlreadyOrdered)
        {
            return refused;
        }

        return await Open(cart!, CartLines.Read(cart!.Lines), now, cancel) is { } open ? open : OrderReasons.CustomerUnknown;
    }

    /// <summary>Puts other lines in the place of all that were there; the cart's time begins anew.</summary>
    public async Task<Result<OpenCart>> Replace(
        Actor actor, TenantId customer, CartId id, IReadOnlyList<CartLine> lines, CancellationToken cancel)
    {
        var now = _clock.Now();
        var cart = await Load(actor, id, cancel);
        var decision = CartRules.MayUse(cart, customer, now).And(CartRules.AreWellFormed(lines));
        if (!decision.IsGranted)
        {
            return decision;
        }

        if (await Open(cart!, lines, now, cancel) is not { } open)
        {
            return OrderReasons.CustomerUnknown;
        }

        cart!.Lines = CartLines.Write(lines);
        cart.ModifiedAt = now;
        cart.ModifiedBy = actor.UserId;
        cart.ExpiresAt = now.AddMinutes(_policy.Value.CartLifetimeMinutes);
        cart.Version++;
        return await _db.TrySaveChanges(cancel) is null ? open : CartReasons.InUse;
    }

    private Task<Cart?> Load(Actor actor, CartId id, CancellationToken cancel) =>
        _db.Carts.SingleOrDefaultAsync(cart => cart.PartnerId == actor.TenantId && cart.Id == id, cancel);

    private async Task<OpenCart?> Open(
        Cart cart, IReadOnlyList<CartLine> lines, DateTimeOffset now, CancellationToken cancel)
    {
        await _db.Database.OpenConnectionAsync(cancel);
        try
        {
            var connection = (NpgsqlConnection)_db.Database.GetDbConnection();
            var assessed = await _facts.Assess(connection, cart.PartnerId, cart.CustomerId, lines, now, cancel);
            return assessed is null ? null : new OpenCart(cart, CartRules.Groups(assessed.Lines));
        }
        finally
        {
            await _db.Database.CloseConnectionAsync();
        }
    }
}

/// <summary>How a cart's lines are kept.</summary>
internal static class CartLines
{
    public static string Write(IReadOnlyList<CartLine> lines) =>
        JsonSerializer.Serialize([.. lines], CartJson.Default.CartLineArray);

    public static CartLine[] Read(string lines) => JsonSerializer.Deserialize(lines, CartJson.Default.CartLineArray)!;
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CartLine[]))]
internal sealed partial class CartJson : JsonSerializerContext;
