using System.Globalization;
using Kontor.Kernel;

namespace Kontor.Eligibility;

/// <summary>The sentence behind a step's code, and the page where it is taken (<c>CODE.href</c>, English file only).</summary>
public static class StepTexts
{
    public static string Of(Step step) => Texts.Of(step.Code, [.. step.Arguments]);

    public static string Href(Step step) =>
        Texts.In(CultureInfo.InvariantCulture, $"{step.Code}.href", [.. step.Arguments]);
}
