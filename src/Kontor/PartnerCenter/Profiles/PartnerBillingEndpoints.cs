using Kontor.Access;
using Kontor.Billing;

namespace Kontor.PartnerCenter;

/// <summary>Where the vendor sends the caller's bills (ACC-48, BIL-81).</summary>
internal static class PartnerBillingEndpoints
{
    public static void MapPartnerBilling(this RouteGroupBuilder profiles)
    {
        profiles.MapGet("/billing", Get)
            .RequirePermission(Permission.ManageBillingProfile, PermissionLevel.Read)
            .RequireUser()
            .WithSummary("How the caller is billed")
            .Produces<PartnerBillingBody>();
        profiles.MapPut("/billing", Put)
            .RequirePermission(Permission.ManageBillingProfile)
            .RequireUser()
            .WithSummary("Change address, contact, purchase order number and tax id of the caller's bills")
            .Accepts<SentPartnerBillingBody>(WireWriter.JsonType)
            .Produces<PartnerBillingBody>();
    }

    private static async Task<IResult> Get(HttpContext http, BillingFiles files) =>
        Answer.Ok(BodyOf(await files.Of(http.Caller().TenantId, http.RequestAborted)), WireJson.Default.PartnerBillingBody);

    private static async Task<IResult> Put(HttpContext http, BillingFiles files, WriteBillingProfile write)
    {
        var body = await WireBody.Read(http.Request, WireJson.Default.SentPartnerBillingBody);
        if (body.Value is not { } sent)
        {
            return new FaultAnswer(body.Fault!);
        }

        var present = await files.Of(http.Caller().TenantId, http.RequestAborted);
        if (Unchangeable(sent, present) is { } member)
        {
            return new FaultAnswer(Fault.MemberUnsupported.About(member));
        }

        var result = await write.All(
            http.Caller(), AddressOf(sent, present.BillTo), DetailsOf(sent, present),
            WireEtag.Version(http.Request, sent.Attributes?.Etag), http.RequestAborted);
        return result.ValueOrNull is { } written
            ? Answer.Ok(BodyOf(written), WireJson.Default.PartnerBillingBody)
            : Faults.From(result.Decision);
    }

    /// <summary>ACC-50: country and currency are the tenant's. The member that says otherwise; null for none.</summary>
    private static string? Unchangeable(SentPartnerBillingBody sent, BillingFile present) =>
        Differs(sent.Address?.Country, present.Market.IsoCode) ? "address.country"
        : Differs(sent.BillingCurrency, present.Market.Currency.Code) ? "billingCurrency"
        : null;

    private static bool Differs(string? sent, string present) =>
        !string.IsNullOrWhiteSpace(sent) && !present.Equals(sent.Trim(), StringComparison.OrdinalIgnoreCase);

    private static BillTo AddressOf(SentPartnerBillingBody sent, BillTo present)
    {
        var address = sent.Address;
        var lines = new[] { address?.AddressLine1, address?.AddressLine2 }.Where(line => !string.IsNullOrWhiteSpace(line));
        return new BillTo(
            Trimmed(sent.CompanyName, present.Name),
            address?.AddressLine1 is null ? present.Street : string.Join(", ", lines.Select(line => line!.Trim())),
            Trimmed(address?.City, present.City),
            Trimmed(address?.State, present.State),
            Trimmed(address?.PostalCode, present.PostalCode));
    }

    private static FinancialDetails DetailsOf(SentPartnerBillingBody sent, BillingFile file)
    {
        var (contact, known) = (sent.PrimaryContact, file.Known);
        return new FinancialDetails(
            new BillingContact(
                Trimmed(contact?.FirstName, known.ContactFirstName),
                Trimmed(contact?.LastName, known.ContactLastName),
                Trimmed(contact?.Email, known.ContactEmail),
                Trimmed(contact?.PhoneNumber, known.ContactPhone)),
            Trimmed(sent.PurchaseOrderNumber, known.PurchaseOrderNumber),
            Trimmed(sent.TaxId, file.LastVatId));
    }

    private static string Trimmed(string? sent, string present) => sent?.Trim() ?? present;

    private static PartnerBillingBody BodyOf(BillingFile file)
    {
        var (to, known) = (file.BillTo, file.Known);
        return new PartnerBillingBody(
            to.Name,
            new AddressBody(file.Market.IsoCode)
            {
                AddressLine1 = WireItems.OrNull(to.Street),
                City = WireItems.OrNull(to.City),
                State = WireItems.OrNull(to.State),
                PostalCode = WireItems.OrNull(to.PostalCode),
            },
            new BillingContactBody(
                WireItems.OrNull(known.ContactFirstName), WireItems.OrNull(known.ContactLastName),
                WireItems.OrNull(known.ContactEmail), WireItems.OrNull(known.ContactPhone)))
        {
            PurchaseOrderNumber = WireItems.OrNull(known.PurchaseOrderNumber),
            TaxId = WireItems.OrNull(VatIds.Show(file.Market.IsoCode, file.LastVatId)),
            BillingCurrency = file.Market.Currency.Code,
            Attributes = new ResourceAttributes("BillingProfile", $"{known.Version}"),
        };
    }
}
