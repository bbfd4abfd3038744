using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>ENR-50: an organization that the vendor approves as provider, and that is not known yet.</summary>
/// <param name="Profile">As the official register has it.</param>
/// <param name="Market">Market key; it cannot be changed later (ACC-50).</param>
/// <param name="Prefix">The part of the directory's domain that is the organization's own; lower case.</param>
/// <param name="UserName">The part before the @ of the first global admin's sign-in name.</param>
/// <param name="Contact">That admin, who is the primary contact.</param>
public sealed record NewProvider(LegalProfile Profile, string Market, string Prefix, string UserName, PrimaryContact Contact);

/// <summary>What must hold for the vendor to approve a provider.</summary>
public static class ProviderRules
{
    /// <summary>Whether it can be made; whether its names are free yet only the database knows.</summary>
    /// <param name="wanted">What the operator wrote.</param>
    /// <param name="isoCode">Of the market; null where the program does not run there (REG-07).</param>
    /// <param name="directoryDomain">The domain under which the program makes directories.</param>
    public static Decision MayBeMade(NewProvider wanted, string? isoCode, string directoryDomain) =>
        Decision.RequireAll((isoCode is not null, DirectoryReasons.MarketUnknown))
            .And(ProfileRules.IsComplete(wanted.Profile, isoCode ?? ""))
            .And(DirectoryRules.HasNames(wanted.Prefix, wanted.UserName))
            .And(ProfileRules.IsComplete(wanted.Contact, directoryDomain));

    /// <summary>A partner of another type becomes provider too: one that takes part, and is none yet.</summary>
    /// <param name="enrolments">All of the tenant.</param>
    public static Decision MayBeApproved(IReadOnlyCollection<PartnerEnrolment> enrolments) => Decision.RequireAll(
        (enrolments.All(e => e.Type != PartnerType.Provider), ProviderReasons.IsProvider),
        (enrolments.Any(e => e.State is EnrolmentState.Qualified or EnrolmentState.Active), ProviderReasons.TakesNoPart),
        (enrolments.All(e => e.State != EnrolmentState.Suspended), ProviderReasons.Suspended));
}

/// <summary>Why a partner is not approved as provider.</summary>
public static class ProviderReasons
{
    /// <summary>It is one already; perhaps another operator was faster.</summary>
    public static readonly Reason IsProvider = new(ReasonKind.Conflict, "IS_PROVIDER_ALREADY", "ENR-50");

    /// <summary>No enrollment of it is qualified or active.</summary>
    public static readonly Reason TakesNoPart = new(ReasonKind.Conflict, "PROVIDER_TAKES_NO_PART", "ENR-50");

    public static readonly Reason Suspended = new(ReasonKind.Conflict, "PROVIDER_SUSPENDED", "ENR-60");
}
