namespace Kontor.Enrolment;

/// <summary>The steps of the enrollment in their order; the state is what follows them.</summary>
public enum EnrolStep
{
    Welcome,
    Directory,
    NetworkId,
    Profile,
    Contacts,
    Review,
}

/// <summary>Where each step is, and which are behind.</summary>
internal static class EnrolSteps
{
    public const string Welcome = "/enrol";

    public const string Status = ApplicationNews.StatusPath;

    public static string PathOf(EnrolStep step) => step switch
    {
        EnrolStep.Welcome => Welcome,
        EnrolStep.Directory => "/enrol/directory",
        EnrolStep.NetworkId => "/enrol/network-id",
        EnrolStep.Profile => "/enrol/profile",
        EnrolStep.Contacts => "/enrol/contacts",
        _ => "/enrol/review",
    };

    /// <summary>Whether nothing is left to be done there.</summary>
    public static bool IsDone(EnrolStep step, ApplicationFile? file, string isoCode, string directoryDomain) => step switch
    {
        EnrolStep.Welcome => true,
        EnrolStep.Directory => file?.Application is not null,
        _ => file?.Application is { } application && IsWritten(step, file, application, isoCode, directoryDomain),
    };

    private static bool IsWritten(
        EnrolStep step, ApplicationFile file, ResellerApplication application, string isoCode, string directoryDomain) =>
        step switch
        {
            EnrolStep.NetworkId =>
                file.LinkedNetworkId is not null || application.NetworkId is not null || application.PostponesNetworkId,
            EnrolStep.Profile =>
                application.IsOfKnownOrganisation || ProfileRules.IsComplete(application.Profile, isoCode).IsGranted,
            EnrolStep.Contacts => ProfileRules.IsComplete(application.Support).IsGranted
                && (application.IsOfKnownOrganisation
                    || ProfileRules.IsComplete(application.Contact, directoryDomain).IsGranted),
            _ => false,
        };

    /// <summary>Where somebody who comes back goes on.</summary>
    public static string Resume(ApplicationFile file, string isoCode, string directoryDomain) =>
        file.State is not (EnrolmentState.Draft or null) ? Status
        : PathOf(Enum.GetValues<EnrolStep>().First(step => !IsDone(step, file, isoCode, directoryDomain)));
}
