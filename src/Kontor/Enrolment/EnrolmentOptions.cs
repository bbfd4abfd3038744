namespace Kontor.Enrolment;

/// <summary>Settings under <c>Kontor:Enrolment</c>.</summary>
public sealed class EnrolmentOptions
{
    public const string Section = "Kontor:Enrolment";

    /// <summary>New directories get a name under it; nobody reads mail there.</summary>
    public string DirectoryDomain { get; set; } = "kontor.example";

    /// <summary>So many new directories and membership accounts an hour from one address; 0 for no limit.</summary>
    public int NewAccountsPerHour { get; set; } = 20;
}
