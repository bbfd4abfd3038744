using Kontor.Enrolment;
using Kontor.Kernel;

namespace Kontor.Locations;

/// <summary>What is written of a location (ACC-44): where it is and who is asked there.</summary>
/// <param name="Profile">The company's name there and the address; a location has no registration number of its own.</param>
/// <param name="Contact">Of the location.</param>
public sealed record LocationWish(LegalProfile Profile, PrimaryContact Contact);

/// <summary>Why a location is not added, changed or deleted.</summary>
public static class LocationReasons
{
    public static readonly Reason NotFound = new(ReasonKind.NotFound, "LOCATION_NOT_FOUND", "ACC-44");

    public static readonly Reason CountryUnknown = new(ReasonKind.Invalid, "LOCATION_COUNTRY_UNKNOWN", "ACC-44");

    /// <summary>Argument: how many an organization can have.</summary>
    public static readonly Reason TooMany = new(ReasonKind.Conflict, "LOCATIONS_TOO_MANY", "ACC-44");

    public static readonly Reason ChangedMeanwhile = new(ReasonKind.Conflict, "LOCATION_CHANGED_MEANWHILE", "ACC-44");

    /// <summary>Argument: how many characters it may have.</summary>
    public static readonly Reason ReasonInvalid = new(ReasonKind.Invalid, "LOCATION_REASON_INVALID", "ACC-44");

    /// <summary>ACC-44: everything that is tied to the network id stops being recognized.</summary>
    public static readonly Reason InUse = new(ReasonKind.Conflict, "LOCATION_IN_USE", "ACC-44");
}

/// <summary>What must hold for a location to be added, changed and deleted.</summary>
public static class LocationRules
{
    /// <summary>Of one organization.</summary>
    public const int Most = 200;

    /// <summary>ACC-44.</summary>
    /// <param name="wish">As it was written.</param>
    /// <param name="isoCode">Of the location's country; empty for a country that is no market.</param>
    /// <param name="directoryDomain">The domain under which the program makes directories.</param>
    public static Decision IsSound(LocationWish wish, string isoCode, string directoryDomain) =>
        Decision.RequireAll((isoCode.Length > 0, LocationReasons.CountryUnknown))
            .And(ProfileRules.IsAddressComplete(wish.Profile, isoCode))
            .And(ProfileRules.IsComplete(wish.Contact, directoryDomain));

    /// <summary>ACC-44: only the vendor deletes one, when it is asked to, and not by accident.</summary>
    /// <param name="reason">Who asked for it, and why.</param>
    /// <param name="isInUse">Whether an admitted partner trades with the network id.</param>
    /// <param name="isConfirmed">Whether the operator wants it all the same.</param>
    public static Decision MayDelete(string reason, bool isInUse, bool isConfirmed) => Decision.RequireAll(
        (ApplicationRules.IsReason(reason), LocationReasons.ReasonInvalid.About(ApplicationRules.MaxReasonLength)),
        (!isInUse || isConfirmed, LocationReasons.InUse));
}
