using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kontor.Announcements;
using Kontor.Kernel;

namespace Kontor.Policy;

/// <summary>
/// MUL-09, OPS-20: what partners are told of a change of the policy: each rule that changed, with what it was and what it
/// is. Tables, such as the rates of currencies, are named and not listed.
/// </summary>
internal static class PolicyNews
{
    /// <summary>Null where nothing is different.</summary>
    public static AnnouncementWish? Of(ProgramPolicy from, ProgramPolicy to)
    {
        var (before, after) = (Json(from), Json(to));
        var changed = after.Where(field => !JsonNode.DeepEquals(field.Value, before[field.Key])).ToList();
        return changed.Count == 0 ? null : new AnnouncementWish(
            AnnouncementCategory.Policy,
            Audience.Everybody,
            Texts.Languages.ToImmutableDictionary(language => language, language => WordsIn(new CultureInfo(language))));

        AnnouncementWords WordsIn(CultureInfo language)
        {
            var lines = changed.Select(field => LineOf(language, field.Key, before[field.Key], field.Value)).ToList();
            return new AnnouncementWords(
                Texts.In(language, "policyNews.title"),
                lines is [var one] && one.Length <= AnnouncementRules.MaxSummaryLength
                    ? one
                    : Texts.In(language, "policyNews.summary", changed.Count),
                string.Join("\n\n", lines),
                Texts.In(language, "policyNews.next"));
        }
    }

    private static JsonObject Json(ProgramPolicy policy) =>
        JsonSerializer.SerializeToNode(policy, JsonSerializerOptions.Web)!.AsObject();

    private static string LineOf(CultureInfo language, string field, JsonNode? before, JsonNode? after)
    {
        var name = Texts.In(language, $"policy.{field}");
        return after is JsonValue && before is JsonValue
            ? Texts.In(language, "policyNews.line", name, Value(language, before), Value(language, after))
            : Texts.In(language, "policyNews.table", name);
    }

    private static string Value(CultureInfo language, JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.True => Texts.In(language, "site.yes"),
        JsonValueKind.False => Texts.In(language, "site.no"),
        _ => node.GetValue<long>().ToString("N0", language),
    };
}
