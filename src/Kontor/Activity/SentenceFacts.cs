using System.Globalization;
using System.Text.Json;
using Kontor.Accounts;
using Kontor.Kernel;

namespace Kontor.Activity;

/// <summary>A record with what is known of the tenants in it.</summary>
internal sealed record Told(
    ActivityRow Row, JsonElement Details, IReadOnlyDictionary<TenantId, BusinessCard> Cards)
{
    public string NameOf(TenantId? tenant) =>
        (tenant is { } id ? Cards.GetValueOrDefault(id)?.Name : null) ?? Texts.Of("activity.unknown");
}

/// <summary>One placeholder of a sentence: which tenants it names, and what stands there.</summary>
/// <param name="Names">Tenants whose names are needed.</param>
/// <param name="Of">The words, in the reader's language and formats. What a record lacks is said to be unknown.</param>
internal sealed record Fact(Func<ActivityRow, JsonElement, IEnumerable<TenantId>> Names, Func<Told, object> Of)
{
    public static Fact Customer { get; } = new(None, told => told.NameOf(told.Row.CustomerId));

    public static Fact Resource { get; } = new(None, told => told.Row.ResourceId);

    public static Fact TenantOfResource { get; } = new(
        (row, _) => TenantIn(row.ResourceId) is { } id ? [id] : [], told => told.NameOf(TenantIn(told.Row.ResourceId)));

    public static Fact Text(string name) => new(None, told => TextOf(Part(told.Details, name)) ?? Unknown);

    /// <summary>An address; nobody's when anybody with the link was meant.</summary>
    public static Fact Recipient(string name) =>
        new(None, told => TextOf(Part(told.Details, name)) ?? Texts.Of("activity.anybody"));

    public static Fact Number(string name) => new(None, told =>
        Part(told.Details, name) is { ValueKind: JsonValueKind.Number } number
            ? number.GetDecimal().ToString("#,##0.##", CultureInfo.CurrentCulture)
            : Unknown);

    public static Fact Count(string name) => new(None, told =>
        CountOf(told.Details, name)?.ToString("N0", CultureInfo.CurrentCulture) ?? Unknown);

    /// <summary>How many items a list has; null where there is none.</summary>
    public static int? CountOf(JsonElement details, string name) =>
        Part(details, name) is { ValueKind: JsonValueKind.Array } list ? list.GetArrayLength() : null;

    public static Fact Day(string name) => new(None, told =>
        DateOnly.TryParse(TextOf(Part(told.Details, name)), CultureInfo.InvariantCulture, out var day)
            ? day.ToString("d", CultureInfo.CurrentCulture)
            : Unknown);

    public static Fact Roles(string name) => new(None, told => string.Join(", ", Items(told.Details, name)
        .Select(TextOf).OfType<string>().Select(role => Texts.Has($"Role.{role}") ? Texts.Of($"Role.{role}") : role)
        .DefaultIfEmpty(Texts.Of("activity.noRole"))));

    /// <summary>A member of an enumeration, with the text <c>KIND.MEMBER</c>.</summary>
    public static Fact Word(string name, string kind) => new(None, told =>
        TextOf(Part(told.Details, name)) is { } member && Texts.Has($"{kind}.{member}") ? Texts.Of($"{kind}.{member}") : Unknown);

    public static Fact Tenant(string name) => new(
        (_, details) => TenantIn(Part(details, name)) is { } id ? [id] : [],
        told => told.NameOf(TenantIn(Part(told.Details, name))));

    public static Fact Tenants(string list, string name) => new(
        (_, details) => Items(details, list).Select(item => TenantIn(Part(item, name))).OfType<TenantId>(),
        told => string.Join(", ", Items(told.Details, list)
            .Select(item => told.NameOf(TenantIn(Part(item, name)))).Distinct().DefaultIfEmpty(Unknown)));

    private static string Unknown => Texts.Of("activity.unknown");

    private static IEnumerable<TenantId> None(ActivityRow row, JsonElement details) => [];

    private static JsonElement? Part(JsonElement details, string name) =>
        details.ValueKind == JsonValueKind.Object && details.TryGetProperty(name, out var part) ? part : null;

    private static IEnumerable<JsonElement?> Items(JsonElement details, string name) =>
        Part(details, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(item => (JsonElement?)item) : [];

    private static JsonElement? Part(JsonElement? item, string name) => item is { } element ? Part(element, name) : null;

    private static string? TextOf(JsonElement? part) =>
        part is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>Ids were written as text, or as an object with their value.</summary>
    private static TenantId? TenantIn(JsonElement? part) => TenantIn(TextOf(part) ?? TextOf(Part(part, "value")));

    private static TenantId? TenantIn(string? text) => Guid.TryParse(text, out var id) ? new TenantId(id) : null;
}
