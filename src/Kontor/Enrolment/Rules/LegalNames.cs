using System.Collections.Frozen;

namespace Kontor.Enrolment;

/// <summary>ENR-09: what a legal name cannot be, or should be asked about again.</summary>
public static class LegalNames
{
    private static readonly FrozenSet<string> TestWords = FrozenSet.ToFrozenSet(
        [
            "test", "tests", "testing", "tester", "testfirma", "testbedrijf", "demo", "dummy", "example", "sample", "asdf",
            "qwerty", "xxx", "foo", "bar",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Parts of legal forms and of names of people and places, which registers write with a full stop.</summary>
    private static readonly FrozenSet<string> Registered = FrozenSet.ToFrozenSet(
        [
            "a.", "ab.", "ag.", "b.v.", "co.", "corp.", "d.o.o.", "dr.", "e.", "e.g.", "e.k.", "e.v.", "g.m.b.h.", "h.", "inc.",
            "k.", "kft.", "k.s.", "l.", "l.l.c.", "l.p.", "llc.", "ltd.", "m.", "mr.", "n.v.", "nyrt.", "o.", "o.o.", "o.y.",
            "oy.", "plc.", "prof.", "pte.", "pty.", "pvt.", "r.", "r.o.", "s.", "s.a.", "s.a.r.l.", "s.a.s.", "s.c.", "s.l.",
            "s.p.a.", "s.r.l.", "s.r.o.", "a.s.", "sp.", "st.", "ste.", "u.a.", "v.o.f.", "z.", "zrt.",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The first word that looks cut short; null for none.</summary>
    public static string? AbbreviationIn(string name) => WordsOf(name)
        .FirstOrDefault(word => word.Length > 2 && word[^1] == '.' && !Registered.Contains(word));

    /// <summary>Whether it is a name that people type to try something.</summary>
    public static bool IsTest(string name) =>
        WordsOf(name).Any(word => TestWords.Contains(word.Trim('.', ',', '-', '_')))
        || !name.Any(char.IsLetter)
        || (name.Trim().Length > 2 && name.Trim().ToUpperInvariant().Distinct().Count() == 1);

    private static string[] WordsOf(string name) => name.Split(
        [' ', '\t', '&', '+', '(', ')', '"', '/', ','], StringSplitOptions.RemoveEmptyEntries);
}
