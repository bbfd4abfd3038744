using Kontor.Kernel;
using Kontor.Policy;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kontor.Orders;

/// <summary>What shall become of a line in a cart.</summary>
/// <param name="Id">Which line.</param>
/// <param name="Quantity">From now on.</param>
/// <param name="FriendlyName">From now on; null for the SKU's title.</param>
/// <param name="PartnerOfRecord">CAT-24: the reseller's network id; null for none.</param>
public sealed record LineChange(int Id, int Quantity, string? FriendlyName, string? PartnerOfRecord);

/// <summary>
/// Use cases: somebody collects in the pages what is to be bought for a customer (CAT-22). There is one such cart for each
/// person and customer; a unique index keeps it so. Beside it, carts of the wire live as they like.
/// </summary>
public sealed class MyCart
{
    private readonly KontorDb _db;
    private readonly CartFacts _facts;
    private readonly CurrentPolicy _policy;
    private readonly TimeProvider _clock;

    internal MyCart(KontorDb db, CartFacts facts, CurrentPolicy policy, TimeProvider clock) =>
        (_db, _facts, _policy, _clock) = (db, facts, policy, clock);

    /// <summary>The cart with what its lines would be now; no lines when there is none, or it has expired.</summary>
    public async Task<Result<OpenCart>> Find(Actor actor, TenantId customer, CancellationToken cancel)
    {
        var now = _clock.Now();
        var cart = await Load(actor, customer, cancel);
        if (cart is null || cart.ExpiresAt <= now)
        {
            cart = New(actor, customer, now);
        }

        return await Assess(cart, CartLines.Read(cart.Lines), now, cancel) is { } assessed
            ? new OpenCart(cart, CartRules.Groups(assessed.Lines))
            : OrderReasons.CustomerUnknown;
    }

    /// <summary>
    /// Puts something in; more of the same makes one line. What can never be bought so, such as too few or an unknown item,
    /// is refused; what can be mended until the order, such as a missing agreement, is not.
    /// </summary>
    public async Task<Result<Cart>> Add(
        Actor actor, TenantId customer, IReadOnlyList<CartLine> wishes, CancellationToken cancel)
    {
        var now = _clock.Now();
        var cart = await Load(actor, customer, cancel);
        var isNew = cart is null;
        cart ??= New(actor, customer, now);
        var lines = cart.ExpiresAt <= now ? [] : CartLines.Read(cart.Lines).ToList();
        foreach (var wish in wishes)
        {
            CartRules.Put(lines, wish);
        }

        var decision = await MayHold(cart, lines, now, cancel);
        if (!decision.IsGranted)
        {
            return decision;
        }

        if (isNew)
        {
            _db.Carts.Add(cart);
        }

        return await Keep(cart, lines, actor, now, cancel);
    }

    /// <summary>Other quantities, names and resellers; lines that are not named stay as they are.</summary>
    public Task<Result<Cart>> Change(
        Actor actor, TenantId customer, int version, IReadOnlyList<LineChange> changes, CancellationToken cancel) =>
        Rewrite(actor, customer, version, line => changes.FirstOrDefault(change => change.Id == line.Id) is { } change
            ? line with
            {
                Quantity = change.Quantity,
                FriendlyName = string.IsNullOrWhiteSpace(change.FriendlyName) ? null : change.FriendlyName.Trim(),
                PartnerOfRecord = change.PartnerOfRecord,
            }
            : line, cancel);

    /// <summary>Takes a line out; of the last one an empty cart is left.</summary>
    public Task<Result<Cart>> Remove(
        Actor actor, TenantId customer, int version, int line, CancellationToken cancel) =>
        Rewrite(actor, customer, version, kept => kept.Id == line ? null : kept, cancel);

    private async Task<Result<Cart>> Rewrite(
        Actor actor, TenantId customer, int version, Func<CartLine, CartLine?> rewrite, CancellationToken cancel)
    {
        var now = _clock.Now();
        var cart = await Load(actor, customer, cancel);
        var decision = CartRules.MayUse(cart, customer, now)
            .And(Decision.RequireAll((cart is null || cart.Version == version, CartReasons.InUse)));
        if (!decision.IsGranted)
        {
            return decision;
        }

        var lines = CartLines.Read(cart!.Lines).Select(rewrite).OfType<CartLine>().ToList();
        decision = lines.Count == 0 ? Decision.Granted : await MayHold(cart, lines, now, cancel);
        return decision.IsGranted ? await Keep(cart, lines, actor, now, cancel) : decision;
    }

    private Task<Cart?> Load(Actor actor, TenantId customer, CancellationToken cancel) =>
        _db.Carts.SingleOrDefaultAsync(
            cart => cart.PartnerId == actor.TenantId && cart.CustomerId == customer && cart.KeptFor == actor.UserId
                && cart.KeptFor != null && cart.State == CartState.Active,
            cancel);

    private Cart New(Actor actor, TenantId customer, DateTimeOffset now) => new()
    {
        PartnerId = actor.TenantId,
        Id = new(Guid.CreateVersion7(now)),
        CustomerId = customer,
        State = CartState.Active,
        CreatedAt = now,
        ModifiedAt = now,
        ExpiresAt = now.AddMinutes(_policy.Value.CartLifetimeMinutes),
        ModifiedBy = actor.UserId,
        KeptFor = actor.UserId,
        Lines = CartLines.Write([]),
    };

    private async Task<Decision> MayHold(
        Cart cart, IReadOnlyList<CartLine> lines, DateTimeOffset now, CancellationToken cancel)
    {
        var wellFormed = CartRules.AreWellFormed(lines);
        if (!wellFormed.IsGranted)
        {
            return wellFormed;
        }

        return await Assess(cart, lines, now, cancel) is { } assessed
            ? Decision.From(assessed.Lines
                .SelectMany(line => line.Decision.Reasons)
                .Where(reason => reason.Kind is ReasonKind.Invalid or ReasonKind.NotFound)
                .Distinct())
            : Decision.Refused(OrderReasons.CustomerUnknown);
    }

    private async Task<Result<Cart>> Keep(
        Cart cart, IReadOnlyList<CartLine> lines, Actor actor, DateTimeOffset now, CancellationToken cancel)
    {
        cart.Lines = CartLines.Write(lines);
        cart.ModifiedAt = now;
        cart.ModifiedBy = actor.UserId;
        cart.ExpiresAt = now.AddMinutes(_policy.Value.CartLifetimeMinutes);
        cart.Version++;
        return await _db.TrySaveChanges(cancel) is null
            ? cart
            : CartReasons.InUse;
    }

    private async Task<AssessedCart?> Assess(
        Cart cart, IReadOnlyList<CartLine> lines, DateTimeOffset now, CancellationToken cancel)
    {
        await _db.Database.OpenConnectionAsync(cancel);
        try
        {
            var connection = (NpgsqlConnection)_db.Database.GetDbConnection();
            return await _facts.Assess(connection, cart.PartnerId, cart.CustomerId, lines, now, cancel);
        }
        finally
        {
            await _db.Database.CloseConnectionAsync();
        }
    }
}
