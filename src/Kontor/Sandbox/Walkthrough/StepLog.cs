using System.Globalization;

namespace Kontor.Sandbox;

/// <summary>What a walkthrough did and found: a line for each step, with a mark where it differs.</summary>
internal sealed class StepLog(TextWriter output)
{
    private int _good;
    private int _bad;

    public bool IsAllGood => _bad == 0;

    public void Heading(string text) => output.WriteLine($"\n{text}");

    /// <summary>One step.</summary>
    /// <param name="step">What was done or looked at.</param>
    /// <param name="expected">What it should come to.</param>
    /// <param name="got">What it came to.</param>
    /// <param name="seen">More about what came, shown when it differs.</param>
    /// <returns>Whether they are the same.</returns>
    public bool Check<T>(string step, T expected, T got, string? seen = null)
    {
        if (EqualityComparer<T>.Default.Equals(expected, got))
        {
            _good++;
            output.WriteLine($"  ✓ {step}");
            return true;
        }

        _bad++;
        output.WriteLine($"  ✗ {step}");
        output.WriteLine($"      expected: {Shown(expected)}");
        output.WriteLine($"      got:      {Shown(got)}");
        if (!string.IsNullOrEmpty(seen))
        {
            output.WriteLine($"      answer:   {seen}");
        }

        return false;
    }

    public bool Check(string step, bool holds, string? seen = null) => Check(step, true, holds, seen);

    public void Summary() => output.WriteLine(
        $"\n{(IsAllGood ? "✓" : "✗")} {_good + _bad} steps: {_good} as expected, {_bad} different");

    private static string Shown<T>(T value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "nothing";
}
