using Kontor.Activity;
using Kontor.Kernel;

namespace Kontor.Billing;

/// <summary>
/// Use cases: a partner says where its bills go and under which VAT ID (ACC-48, BIL-81). Bills that were made keep what
/// they have.
/// </summary>
public sealed class WriteBillingProfile(KontorDb db, BillingFiles files, TimeProvider clock)
{
    /// <summary>Name and address on bills.</summary>
    /// <param name="actor">A global admin of the partner.</param>
    /// <param name="wanted">Null for the legal name and address.</param>
    /// <param name="version">Of the profile as it was read; null where that does not matter.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<Result<BillingFile>> Address(Actor actor, BillTo? wanted, int? version, CancellationToken cancel) =>
        Write(actor, version, file => ToAddress(actor, file, wanted), cancel);

    /// <summary>Contact, purchase order number and VAT ID.</summary>
    /// <param name="actor">Who may manage the billing profile.</param>
    /// <param name="wanted">As it shall be.</param>
    /// <param name="version">Of the profile as it was read; null where that does not matter.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<Result<BillingFile>> Details(Actor actor, FinancialDetails wanted, int? version, CancellationToken cancel) =>
        Write(actor, version, file => ToDetails(file, wanted), cancel);

    /// <summary>Both at once; the address is a matter of global admins only where it changes.</summary>
    public Task<Result<BillingFile>> All(
        Actor actor, BillTo address, FinancialDetails details, int? version, CancellationToken cancel) =>
        Write(
            actor,
            version,
            file => (address == file.BillTo ? Decision.Granted : ToAddress(actor, file, address)).And(ToDetails(file, details)),
            cancel);

    private async Task<Result<BillingFile>> Write(
        Actor actor, int? version, Func<BillingFile, Decision> change, CancellationToken cancel)
    {
        var file = await files.Of(actor.TenantId, cancel);
        if (version is { } seen && seen != file.Known.Version)
        {
            return BillingProfileReasons.ChangedMeanwhile;
        }

        var before = Snapshot.Of(file);
        var decision = change(file);
        if (!decision.IsGranted)
        {
            db.ChangeTracker.Clear();
            return decision;
        }

        var changed = before.DifferencesTo(Snapshot.Of(file));
        if (changed.Count == 0)
        {
            return file;
        }

        if (file.Known.Version++ == 0)
        {
            db.Add(file.Known);
        }

        db.Record(actor, "BillingProfileChanged", actor.TenantId.ToString(), null, new { Fields = changed }, clock.Now());
        return await db.TrySaveChanges(cancel) is null
            ? await files.Of(actor.TenantId, cancel)
            : BillingProfileReasons.ChangedMeanwhile;
    }

    private static Decision ToAddress(Actor actor, BillingFile file, BillTo? wanted)
    {
        var decision = Decision.RequireAll((actor.Holds(Role.GlobalAdmin), BillingProfileReasons.AddressForGlobalAdmins))
            .And(wanted is null ? Decision.Granted : BillingProfileRules.IsSound(wanted, file.Market.IsoCode));
        if (decision.IsGranted)
        {
            file.Known.BillTo = wanted;
        }

        return decision;
    }

    private Decision ToDetails(BillingFile file, FinancialDetails wanted)
    {
        var decision = BillingProfileRules.IsSound(wanted, file.Market.IsoCode, file.LastVatId);
        if (!decision.IsGranted)
        {
            return decision;
        }

        (file.Known.Contact, file.Known.PurchaseOrderNumber) = (wanted.Contact, wanted.PurchaseOrderNumber);
        var number = wanted.VatId.Length == 0 ? "" : VatIds.Parse(file.Market.IsoCode, wanted.VatId)!;
        if (number != file.LastVatId)
        {
            Enter(file, number);
        }

        return decision;
    }

    /// <summary>BIL-81: it counts from the next cycle on; what was entered for that cycle before is replaced.</summary>
    private void Enter(BillingFile file, string number)
    {
        var now = clock.Now();
        if (file.Coming is { } coming)
        {
            (coming.Number, coming.EnteredAt) = (number, now);
            return;
        }

        file.Entered.Add(db.Add(new VatId
        {
            TenantId = file.Known.TenantId,
            CountsFrom = BillingProfileRules.NextCycle(file.Today),
            Number = number,
            EnteredAt = now,
        }).Entity);
    }

    /// <summary>What is compared, so that the activity log can name what was changed without holding it.</summary>
    private sealed record Snapshot(BillTo? Address, BillingContact Contact, string PurchaseOrder, string VatId)
    {
        public static Snapshot Of(BillingFile file) =>
            new(file.Known.BillTo, file.Known.Contact, file.Known.PurchaseOrderNumber, file.LastVatId);

        public List<string> DifferencesTo(Snapshot other) =>
        [
            .. new (string Name, bool Differs)[]
            {
                ("Address", Address != other.Address),
                ("Contact", Contact != other.Contact),
                ("PurchaseOrderNumber", PurchaseOrder != other.PurchaseOrder),
                ("VatId", VatId != other.VatId),
            }.Where(field => field.Differs).Select(field => field.Name),
        ];
    }
}
