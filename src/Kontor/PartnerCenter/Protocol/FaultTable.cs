using System.Collections.Frozen;
using Kontor.Access;
using Kontor.Agreements;
using Kontor.Billing;
using Kontor.Catalog;
using Kontor.DelegatedAdmin;
using Kontor.Eligibility;
using Kontor.Kernel;
using Kontor.Licensing;
using Kontor.Orders;
using Kontor.Subscriptions;

namespace Kontor.PartnerCenter;

/// <summary>
/// The one place where a reason becomes an error code of the protocol. What is not listed goes by its kind. Clients
/// repeat whatever is not 400, 401, 403, 404, 409, 417 or 429 four times, so final refusals use only those.
/// </summary>
internal static class FaultTable
{
    private static readonly FrozenDictionary<string, (int Code, int Status)> ByReason =
        new Dictionary<string, (int Code, int Status)>
        {
            [RequestReasons.StillRunning.Code] = (800060, 409),

            // Who calls.
            [AccessReasons.NotSignedIn.Code] = (800001, 401),
            [AccessReasons.RouteClosed.Code] = (1000, 404),
            [AccessReasons.RoleLacksPermission.Code] = (900150, 403),

            // Whom it calls for.
            [OrderReasons.CustomerUnknown.Code] = (60003, 404),
            [OrderReasons.RelationshipMissing.Code] = (20002, 403),
            [OrderReasons.ResellerNotRelated.Code] = (20002, 403),
            [OrderReasons.CustomerAgreementMissing.Code] = (13605, 403),
            [OrderReasons.RegistrationIncomplete.Code] = (800073, 403),
            [OrderReasons.VatIdMissing.Code] = (2030, 403),
            [BillingProfileReasons.AddressForGlobalAdmins.Code] = (900150, 403),
            [BillingProfileReasons.ChangedMeanwhile.Code] = (2055, 400),
            [OrderReasons.NetworkIdUnknown.Code] = (800015, 404),
            [OrderReasons.NetworkIdIsNoReseller.Code] = (800016, 400),
            [OrderReasons.NetworkIdIsOwn.Code] = (2072, 404),
            [EligibilityReasons.ResellerRequired.Code] = (800016, 400),
            [EligibilityReasons.AgreementMissing.Code] = (900123, 403),
            [EligibilityReasons.PartnerAgreementMissing.Code] = (900124, 403),
            [EligibilityReasons.PartnerNotEnrolled.Code] = (800039, 403),
            [EligibilityReasons.EnrolmentNotActive.Code] = (800039, 403),
            [EligibilityReasons.PartnerSuspended.Code] = (800039, 403),
            [EligibilityReasons.PartnerRestricted.Code] = (800039, 403),
            [EligibilityReasons.NetworkIdMissing.Code] = (2030, 403),
            [EligibilityReasons.CustomerRegionMismatch.Code] = (2030, 403),
            [EligibilityReasons.PartnerRegionMismatch.Code] = (2030, 403),
            [EligibilityReasons.CountryUnsupported.Code] = (2030, 403),
            [EligibilityReasons.CloudMismatch.Code] = (900127, 400),

            [AgreementReasons.OtherText.Code] = (800002, 400),

            // What it wants to buy.
            [CatalogReasons.UnknownProduct.Code] = (400013, 404),
            [CatalogReasons.UnknownSku.Code] = (400018, 404),
            [CatalogReasons.UnknownAvailability.Code] = (400019, 404),
            [CatalogReasons.NotInCustomerCountry.Code] = (800070, 400),
            [CatalogReasons.NotInPartnerCountry.Code] = (800070, 400),
            [CatalogReasons.OtherCurrency.Code] = (800020, 403),
            [CatalogReasons.NoPrice.Code] = (800020, 403),
            [CatalogReasons.SaleEnded.Code] = (2091, 403),
            [CatalogReasons.QuantityTooSmall.Code] = (2002, 400),
            [CatalogReasons.QuantityTooLarge.Code] = (2002, 400),
            [CatalogReasons.LifetimeLimit.Code] = (27006, 400),
            [CatalogReasons.ConcurrentLimit.Code] = (27006, 400),
            [CatalogReasons.SegmentNotAllowed.Code] = (400030, 403),
            [OrderReasons.ItemMalformed.Code] = (800004, 400),
            [OrderReasons.BillingCyclesDiffer.Code] = (800085, 400),
            [OrderReasons.LineNumberTwice.Code] = (2001, 400),

            [SubscriptionReasons.Unknown.Code] = (20003, 404),

            // What it wants of a subscription.
            [ChangeReasons.SoldByAnother.Code] = (2032, 403),
            [ChangeReasons.ChangedBySeller.Code] = (2032, 403),
            [ChangeReasons.ProviderOrders.Code] = (2032, 403),
            [ChangeReasons.ChangedMeanwhile.Code] = (2055, 400),
            [ChangeReasons.OneAtATime.Code] = (2001, 400),
            [ChangeReasons.Over.Code] = (2011, 400),
            [ChangeReasons.DeletionDue.Code] = (2011, 400),
            [ChangeReasons.StateUnreachable.Code] = (800040, 400),
            [ChangeReasons.SuspendedInstead.Code] = (800040, 400),
            [ChangeReasons.CancelledInstead.Code] = (800040, 400),
            [ChangeReasons.NameWrong.Code] = (800002, 400),
            [ChangeReasons.QuantityWhileNotActive.Code] = (2001, 400),
            [ChangeReasons.QuantityFixed.Code] = (800093, 400),
            [ChangeReasons.CommitmentRunning.Code] = (800027, 403),
            [ChangeReasons.NeverRenews.Code] = (800028, 403),
            [ChangeReasons.RenewalWhileNotActive.Code] = (800028, 403),
            [ChangeReasons.CancellationClosed.Code] = (900117, 400),
            [ChangeReasons.SoftwareKept.Code] = (900117, 400),
            [ChangeReasons.RecordOfProvidersOnly.Code] = (800016, 400),
            [ChangeReasons.RecordMissing.Code] = (800016, 400),

            [CartReasons.Unknown.Code] = (800008, 404),
            [CartReasons.AlreadyOrdered.Code] = (800065, 400),
            [CartReasons.InUse.Code] = (800064, 409),

            // What it wants in a customer's tenant.
            [GrantReasons.NoRightThere.Code] = (2032, 403),
            [LicenseReasons.NoneLeft.Code] = (60012, 400),
            [LicenseReasons.SkuUnknown.Code] = (800002, 400),

            // And what it has.
            [OrderReasons.CreditExceeded.Code] = (800022, 403),
            [OrderReasons.CreditNotSet.Code] = (800022, 403),
        }.ToFrozenDictionary();

    /// <summary>The reasons that have a row of their own.</summary>
    public static IEnumerable<string> Listed => ByReason.Keys;

    public static Fault Of(Reason reason)
    {
        var (code, status) = ByReason.TryGetValue(reason.Code, out var row) ? row : ByKind(reason.Kind);
        return new Fault(code, status, reason.Code, reason.Arguments);
    }

    private static (int Code, int Status) ByKind(ReasonKind kind) => kind switch
    {
        ReasonKind.Invalid => (800002, 400),
        ReasonKind.Forbidden => (2032, 403),
        ReasonKind.NotFound => (800037, 404),
        ReasonKind.Conflict => (4018, 409),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
