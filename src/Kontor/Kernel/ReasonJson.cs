using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kontor.Kernel;

/// <summary>
/// Reasons as they are kept: the sentence is looked up when somebody reads it. Arguments are whole numbers, instants
/// and texts; others become texts.
/// </summary>
public sealed class ReasonJson : JsonConverter<Reason>
{
    public static JsonSerializerOptions Options { get; } = new() { Converters = { new ReasonJson() } };

    public override Reason Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        var reason = json.RootElement;
        return new Reason(
            Enum.Parse<ReasonKind>(reason.GetProperty("kind").GetString()!),
            reason.GetProperty("code").GetString()!,
            reason.GetProperty("rule").GetString()!,
            [.. reason.GetProperty("arguments").EnumerateArray().Select(ReadArgument)]);
    }

    public override void Write(Utf8JsonWriter writer, Reason value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", value.Kind.ToString());
        writer.WriteString("code", value.Code);
        writer.WriteString("rule", value.Rule);
        writer.WriteStartArray("arguments");
        foreach (var argument in value.Arguments)
        {
            WriteArgument(writer, argument);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static object ReadArgument(JsonElement argument) => argument.ValueKind switch
    {
        JsonValueKind.Number => argument.TryGetInt32(out var number) ? (object)number : argument.GetInt64(),
        JsonValueKind.Object => argument.GetProperty("at").GetDateTimeOffset(),
        _ => argument.GetString()!,
    };

    private static void WriteArgument(Utf8JsonWriter writer, object argument)
    {
        switch (argument)
        {
            case int or long:
                writer.WriteNumberValue(Convert.ToInt64(argument, CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset instant:
                writer.WriteStartObject();
                writer.WriteString("at", instant);
                writer.WriteEndObject();
                break;
            default:
                writer.WriteStringValue(Convert.ToString(argument, CultureInfo.InvariantCulture));
                break;
        }
    }
}
