using System.Text.Json;

namespace Kontor.PartnerCenter;

/// <summary>How a filter compares a field with its value, ignoring case.</summary>
internal enum FilterOperator
{
    Equals,
    NotEquals,
    GreaterThan,
    GreaterThanOrEquals,
    LessThan,
    LessThanOrEquals,
    Substring,
    StartsWith,
    NotStartsWith,
    And,
    Or,
}

/// <summary>
/// The protocol's filter: a field compared with a value, or two filters of which both or one must hold. It is JSON in
/// the query parameter <c>filter</c>.
/// </summary>
internal abstract record Filter
{
    public const string Parameter = "filter";

    /// <summary>Room for the longest name and some nesting; a request line ends soon after.</summary>
    public const int MaxLength = 4000;

    /// <summary>The JSON depth, that is the nesting of compound filters plus one.</summary>
    private const int MaxDepth = 16;

    private const int MaxValue = 400;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };

    /// <summary>The filter in the text, or the fault that the text is. Whatever the text is, this does not throw.</summary>
    public static (Filter? Filter, Fault? Fault) Parse(string json)
    {
        if (json.Length > MaxLength)
        {
            return (null, Fault.FilterMalformed);
        }

        try
        {
            using var document = JsonDocument.Parse(json, Options);
            return Read(document.RootElement);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or ArgumentException)
        {
            return (null, Fault.FilterMalformed);
        }
    }

    private static (Filter? Filter, Fault? Fault) Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || Text(json, "Operator") is not { } word)
        {
            return (null, Fault.FilterMalformed);
        }

        if (!WireEnums<FilterOperator>.TryParse(word, out var comparison))
        {
            return (null, Fault.FilterUnsupported.About(Text(json, "Field") ?? "", word));
        }

        return comparison is FilterOperator.And or FilterOperator.Or
            ? ReadCompound(json, comparison == FilterOperator.And)
            : ReadSimple(json, comparison);
    }

    private static (Filter? Filter, Fault? Fault) ReadSimple(JsonElement json, FilterOperator comparison) =>
        Text(json, "Field") is { Length: > 0 } field && Text(json, "Value") is { Length: <= MaxValue } value
        && !value.Contains('\0', StringComparison.Ordinal)
            ? (new FieldFilter(field, comparison, value), null)
            : (null, Fault.FilterMalformed);

    private static (Filter? Filter, Fault? Fault) ReadCompound(JsonElement json, bool both)
    {
        if (Member(json, "LeftFilter") is not { } leftJson || Member(json, "RightFilter") is not { } rightJson)
        {
            return (null, Fault.FilterMalformed);
        }

        var (left, leftFault) = Read(leftJson);
        var (right, rightFault) = Read(rightJson);
        return left is not null && right is not null
            ? (new CompoundFilter(left, right, both), null)
            : (null, leftFault ?? rightFault);
    }

    private static string? Text(JsonElement json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement? Member(JsonElement json, string name)
    {
        foreach (var member in json.EnumerateObject())
        {
            if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return member.Value;
            }
        }

        return null;
    }
}

/// <summary>One field compared with one value.</summary>
internal sealed record FieldFilter(string Field, FilterOperator Operator, string Value) : Filter;

/// <summary>Two filters joined: both must hold, or at least one.</summary>
internal sealed record CompoundFilter(Filter Left, Filter Right, bool Both) : Filter;
