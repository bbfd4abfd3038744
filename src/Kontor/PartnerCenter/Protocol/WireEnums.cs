using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kontor.PartnerCenter;

/// <summary>
/// How enums travel. Answers carry the snake form: first letter lower, every further capital an underscore and the
/// lower letter (<c>ForRI</c> is <c>for_r_i</c>). Requests, paths and queries may carry that form, the member's name in
/// any case, or its number.
/// </summary>
internal static class WireEnums<TEnum>
    where TEnum : struct, Enum
{
    private static readonly FrozenDictionary<TEnum, JsonEncodedText> Written = Enum.GetValues<TEnum>()
        .ToFrozenDictionary(member => member, member => JsonEncodedText.Encode(Snake(member.ToString())));

    private static readonly FrozenDictionary<string, TEnum> ByName = Enum.GetValues<TEnum>()
        .ToFrozenDictionary(member => member.ToString(), StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<int, TEnum> ByNumber = Enum.GetValues<TEnum>()
        .ToFrozenDictionary(member => Convert.ToInt32(member, System.Globalization.CultureInfo.InvariantCulture));

    public static JsonEncodedText Text(TEnum member) => Written[member];

    public static bool TryParse(string text, out TEnum member) =>
        ByName.TryGetValue(text, out member)
        || ByName.TryGetValue(text.Replace("_", "", StringComparison.Ordinal), out member);

    public static bool TryParse(int number, out TEnum member) => ByNumber.TryGetValue(number, out member);

    private static string Snake(string name)
    {
        var snake = new StringBuilder(name.Length + 8);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && snake.Length > 0)
            {
                snake.Append('_');
            }

            snake.Append(char.ToLowerInvariant(letter));
        }

        return snake.ToString();
    }
}

/// <summary>Reads and writes an enum by <see cref="WireEnums{TEnum}"/>.</summary>
internal sealed class WireEnumConverter<TEnum> : JsonConverter<TEnum>
    where TEnum : struct, Enum
{
    public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var known = reader.TokenType switch
        {
            JsonTokenType.String => WireEnums<TEnum>.TryParse(reader.GetString()!, out var named) ? named : (TEnum?)null,
            JsonTokenType.Number when reader.TryGetInt32(out var number) =>
                WireEnums<TEnum>.TryParse(number, out var numbered) ? numbered : null,
            _ => null,
        };
        return known ?? throw new UnknownEnumValueException();
    }

    public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) =>
        writer.WriteStringValue(WireEnums<TEnum>.Text(value));
}

/// <summary>A body holds a word that its enum does not know; the protocol has a code of its own for it.</summary>
internal sealed class UnknownEnumValueException : JsonException;
