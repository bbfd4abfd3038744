namespace Kontor.Sandbox;

/// <summary>Prints each step of a walkthrough as it is taken, and counts what differed.</summary>
public sealed class WalkthroughReport(TextWriter output)
{
    public int Taken { get; private set; }

    public int Differing { get; private set; }

    public void Heading(string text) => output.WriteLine($"\n{text}");

    /// <summary>One step: what was expected, and what came instead if it did.</summary>
    public bool Step(string what, bool asExpected, string got)
    {
        Taken++;
        if (asExpected)
        {
            output.WriteLine($"  ✓ {what}");
        }
        else
        {
            Differing++;
            output.WriteLine($"  ✗ {what}\n      got: {got}");
        }

        return asExpected;
    }

    public bool Status(string what, DemoReply reply, int expected) =>
        Step(what, reply.Status == expected, $"{reply.Status} {reply.Text}");

    /// <summary>A step without which nothing after it makes sense.</summary>
    public void Needed(string what, DemoReply reply, int expected)
    {
        if (!Status(what, reply, expected))
        {
            throw new WalkthroughException("The walkthrough cannot go on from here.");
        }
    }

    public void Summary() => output.WriteLine(
        Differing == 0 ? $"\nAll {Taken} steps went as they should." : $"\n{Differing} of {Taken} steps differed.");
}
