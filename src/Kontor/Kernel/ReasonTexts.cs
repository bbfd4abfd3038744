using System.Collections;
using System.Globalization;

namespace Kontor.Kernel;

/// <summary>An action that leads out of a refusal: a sentence and where to go.</summary>
public sealed record WayOut(string Text, string Href);

/// <summary>
/// The sentence behind a reason code, and its ways out. The text's key is the code; ways out are the keys
/// <c>CODE.way1</c>, <c>CODE.way2</c> … with their addresses in <c>CODE.way1.href</c> (English file only).
/// </summary>
public static class ReasonTexts
{
    private const int MaxWays = 4;

    public static string Of(Reason reason) =>
        Texts.Of(reason.Code, [.. reason.Arguments.Select(Readable)]);

    /// <summary>
    /// The same in two parts: the first sentence, and what follows it. It is parted before names are filled in, which
    /// may have a full stop of their own.
    /// </summary>
    public static (string First, string More) Parts(Reason reason)
    {
        var text = Texts.Of(reason.Code);
        var end = text.IndexOf(". ", StringComparison.Ordinal) + 1;
        object?[] arguments = [.. reason.Arguments.Select(Readable)];
        var culture = CultureInfo.CurrentUICulture;
        return end == 0 ? (Filled(text), "") : (Filled(text[..end]), Filled(text[(end + 1)..]));

        string Filled(string part) =>
            arguments.Length == 0 ? part : string.Format(culture, part, arguments);
    }

    public static IReadOnlyList<WayOut> WaysOut(Reason reason)
    {
        var ways = new List<WayOut>();
        for (var number = 1; number <= MaxWays; number++)
        {
            var key = $"{reason.Code}.way{number}";
            if (!Texts.Has(key))
            {
                break;
            }

            object?[] arguments = [.. reason.Arguments.Select(Readable)];
            ways.Add(new WayOut(Texts.Of(key, arguments), Texts.In(CultureInfo.InvariantCulture, key + ".href", arguments)));
        }

        return ways;
    }

    /// <summary>
    /// Arguments in the reader's formats and words; amounts carry their currency's code. The word for a member of an
    /// enumeration is the text <c>Role.GlobalAdmin</c>, where there is one; several are listed.
    /// </summary>
    private static object Readable(object argument) => argument switch
    {
        Money money => $"{money.Amount.ToString(money.Currency.Decimals == 0 ? "N0" : "N2", CultureInfo.CurrentCulture)} {money.Currency.Code}",
        DateTimeOffset instant => instant.UtcDateTime.ToString("d", CultureInfo.CurrentCulture),
        Enum member when Texts.Has($"{member.GetType().Name}.{member}") =>
            Texts.Of($"{member.GetType().Name}.{member}"),
        IEnumerable several and not string => string.Join(", ", several.Cast<object>().Select(Readable)),
        _ => argument,
    };
}
