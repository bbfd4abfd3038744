namespace Kontor.Enrolment;

/// <summary>Where the applicant's pages of the enrollment as direct partner are.</summary>
internal static class DirectPaths
{
    public const string Form = "/enrol/direct";

    public const string Status = DirectNews.StatusPath;

    public const string Documents = "/enrol/direct/documents";

    public const string Withdraw = "/enrol/direct/withdraw";
}
