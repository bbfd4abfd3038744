namespace Kontor.Partnerships;

/// <summary>What the pages send that end a partnership or ask for it.</summary>
public sealed class EndForm
{
    /// <summary>The partnership that was looked at, so that none that came after it is meant.</summary>
    public Guid Partnership { get; set; }

    public string? Reason { get; set; }

    public bool Confirmed { get; set; }

    public string? Statement { get; set; }

    public string? Language { get; set; }

    public EndConfirmation ToConfirmation() => new(Confirmed, Statement, Language);
}
