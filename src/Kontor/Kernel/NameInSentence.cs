using System.Buffers;

namespace Kontor.Kernel;

/// <summary>
/// Names that people give may be written from right to left, or hold marks that turn the direction of what follows. In
/// a sentence such a name is held apart, so that only itself is turned.
/// </summary>
public static class NameInSentence
{
    private const char FirstStrongIsolate = '\u2068';
    private const char PopDirectionalIsolate = '\u2069';

    /// <summary>Marks of direction that are no letters.</summary>
    private static readonly SearchValues<char> Marks =
        SearchValues.Create("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069");

    /// <summary>The name itself where it cannot turn anything; else between marks that hold it apart.</summary>
    public static string HeldApart(string name) => MayTurn(name)
        ? FirstStrongIsolate + string.Concat(name.Where(letter => letter is < '\u2066' or > '\u2069')) + PopDirectionalIsolate
        : name;

    private static bool MayTurn(ReadOnlySpan<char> name) =>
        name.ContainsAny(Marks)
        || name.ContainsAnyInRange('\u0590', '\u08ff')
        || name.ContainsAnyInRange('\ufb1d', '\ufdff')
        || name.ContainsAnyInRange('\ufe70', '\ufefc');
}
