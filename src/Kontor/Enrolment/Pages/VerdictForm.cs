namespace Kontor.Enrolment;

/// <summary>What the form of an operator's decision sends back.</summary>
public sealed class VerdictForm
{
    public int Version { get; set; }

    public bool? Employment { get; set; }

    public bool? Business { get; set; }

    public string? Reason { get; set; }

    public bool? Of(CheckKind kind) => kind == CheckKind.Employment ? Employment : Business;

    public Verdict ToVerdict() => new(Employment, Business, Reason ?? "");
}
