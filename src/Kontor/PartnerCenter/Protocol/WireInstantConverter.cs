using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kontor.PartnerCenter;

/// <summary>
/// Instants on the wire: ISO 8601 in UTC with <c>Z</c>. Read with any offset and up to seven decimals; without an offset
/// they are UTC. <c>0001-01-01T00:00:00</c> is how the SDK says that it supplies none.
/// </summary>
internal sealed class WireInstantConverter : JsonConverter<DateTimeOffset?>
{
    private const string NotSupplied = "0001-01-01";

    private static readonly string[] Forms =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd"];

    public override bool HandleNull => true;

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.String || !TryParse(reader.GetString()!, out var instant))
        {
            throw new JsonException();
        }

        return instant;
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } instant)
        {
            writer.WriteStringValue(instant.UtcDateTime);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    /// <summary>Whether the text is an instant; null stands for "not supplied".</summary>
    internal static bool TryParse(string text, out DateTimeOffset? instant)
    {
        instant = null;
        if (text.StartsWith(NotSupplied, StringComparison.Ordinal))
        {
            return true;
        }

        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTime.TryParseExact(text, Forms, CultureInfo.InvariantCulture, styles, out var utc))
        {
            return false;
        }

        instant = new DateTimeOffset(utc, TimeSpan.Zero);
        return true;
    }
}
