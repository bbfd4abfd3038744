using Kontor.Kernel;

namespace Kontor.PartnerCenter;

/// <summary>The protocol's error body.</summary>
/// <param name="Code">Error code, as a number.</param>
/// <param name="Description">1 to 1,024 characters in the caller's language.</param>
/// <param name="Data">Every reason of a refusal, with its ways out; empty otherwise.</param>
/// <param name="Source">The part of Kontor that refused.</param>
internal sealed record ApiFault(int Code, string Description, IReadOnlyList<ReasonBody> Data, string Source)
{
    private const int MaxDescription = 1024;

    /// <summary>The fault in the language that is set for the current thread.</summary>
    public static ApiFault From(Fault fault, string area) =>
        new(
            fault.Code,
            Bounded(Describe(fault)),
            [.. fault.Reasons.Select(ReasonBody.From)],
            $"Kontor{area}");

    private static string Describe(Fault fault) =>
        fault.Reasons.IsEmpty
            ? Texts.Of(fault.TextKey, [.. fault.Arguments])
            : ReasonTexts.Of(fault.Reasons[0]);

    private static string Bounded(string text) =>
        text.Length <= MaxDescription ? text : string.Concat(text.AsSpan(0, MaxDescription - 1), "…");
}

/// <summary>The body of a throttled answer, which is no <see cref="ApiFault"/>.</summary>
internal sealed record ThrottledBody(int StatusCode, string Message);
