using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Kontor.Eligibility;
using Kontor.Kernel;

namespace Kontor.Tests.House;

/// <summary>Every sentence exists in every language, says the same, and leads somewhere.</summary>
public sealed partial class TextTests
{
    /// <summary>Addresses are the same in all languages, so they stand in the English file only.</summary>
    private const string Address = ".href";

    /// <summary>Texts that are rightly the same in English and in the language before the colon.</summary>
    private static readonly FrozenSet<string> SameAsEnglish = FrozenSet.ToFrozenSet(
    [
        "de:catalogue.segment",
        "de:catalogue.sku",
        "de:catalogue.skus",
        "de:column.region",
        "de:column.skus",
        "de:language.af",
        "de:language.hi",
        "nl:TenantKind.Partner",
        "nl:TenantKind.Sandbox",
        "nl:catalogue.segment",
        "nl:catalogue.sku",
        "nl:column.product",
        "nl:help.key.enter",
        "nl:language.af",
        "nl:language.hi",
        "nl:menu.ops/partners",
        "nl:shop.per.None",
        "nl:shop.unit.Cores",
        "nl:shop.unit.Server",
        "nl:shop.unit.Tokens",
        "nl:site.go.key",
        "nl:site.menu.open",
    ]);

    private static readonly string[] Translations = [.. Texts.Languages.Skip(1)];

    [Fact]
    public void A_key_stands_once_in_a_language()
    {
        var repeated =
            from language in Texts.Languages
            from key in TextFiles.Files(language).SelectMany(TextFiles.Entries).GroupBy(entry => entry.Key)
            where key.Count() > 1
            select $"{key.Key} in {language}";

        Findings.None(repeated);
    }

    [Fact]
    public void Every_key_stands_in_every_language()
    {
        var english = TextFiles.In("en").Keys.Where(key => !IsAddress(key)).ToHashSet();

        Assert.NotEmpty(english);
        Assert.All(Translations, language =>
        {
            Findings.None(english.Except(TextFiles.In(language).Keys));
            Findings.None(TextFiles.In(language).Keys.Except(english));
        });
    }

    [Fact]
    public void Translations_have_the_placeholders_of_the_English_text()
    {
        var different =
            from language in Translations
            from text in TextFiles.In(language)
            where TextFiles.In("en").TryGetValue(text.Key, out var english)
                && !Placeholders(text.Value).SetEquals(Placeholders(english))
            select $"{text.Key} in {language}";

        Findings.None(different);
    }

    [Fact]
    public void A_way_out_uses_no_placeholder_that_its_reason_lacks()
    {
        var greedy =
            from text in TextFiles.In("en")
            let way = WayOut().Match(text.Key)
            where way.Success
            let reason = TextFiles.In("en").GetValueOrDefault(way.Groups[1].Value)
            where reason is null || !Placeholders(text.Value).IsSubsetOf(Placeholders(reason))
            select text.Key;

        Findings.None(greedy);
    }

    [Fact]
    public void Translations_are_not_the_English_text()
    {
        var same =
            from language in Translations
            from text in TextFiles.In(language)
            where TextFiles.In("en").TryGetValue(text.Key, out var english) && text.Value == english
            select $"{language}:{text.Key}";

        Findings.None(same.Except(SameAsEnglish));
        Findings.None(SameAsEnglish.Except(same));
    }

    [Fact]
    public void Texts_are_trimmed_and_can_be_filled_in()
    {
        Assert.All(Texts.Languages, language => Assert.All(TextFiles.In(language), text =>
        {
            Assert.NotEmpty(text.Value);
            Assert.Equal(text.Value.Trim(), text.Value);
            if (Placeholders(text.Value).Count > 0)
            {
                _ = string.Format(CultureInfo.InvariantCulture, text.Value, [.. Enumerable.Repeat<object>("x", 10)]);
            }
        }));
    }

    [Fact]
    public void Every_way_out_has_a_sentence_and_an_address_and_they_are_numbered_without_a_gap()
    {
        var english = TextFiles.In("en");
        foreach (var key in english.Keys)
        {
            if (WayOut().Match(key) is { Success: true } way && !IsAddress(key))
            {
                var (reason, number) = (way.Groups[1].Value, int.Parse(way.Groups[2].Value, CultureInfo.InvariantCulture));
                Assert.True(english.ContainsKey($"{key}{Address}"), $"{key} leads nowhere.");
                Assert.True(number == 1 || english.ContainsKey($"{reason}.way{number - 1}"), $"{key} follows a gap.");
                Assert.InRange(number, 1, 4);
            }
            else if (IsAddress(key))
            {
                Assert.True(english.ContainsKey(key[..^Address.Length]), $"{key} has no sentence.");
                Assert.Matches("^/[a-z0-9/{}-]*$", english[key]);
            }
        }
    }

    [Fact]
    public void Every_step_and_note_of_eligibility_has_its_text()
    {
        var english = TextFiles.In("en");

        Assert.All(EligibilitySteps.InOrder, step =>
        {
            Assert.Contains(step.Code, english.Keys);
            Assert.Contains($"{step.Code}{Address}", english.Keys);
        });
        Assert.All(EligibilityNotes.All, note => Assert.Contains(note, english.Keys));
    }

    private static bool IsAddress(string key) => key.EndsWith(Address, StringComparison.Ordinal);

    private static HashSet<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(m => m.Groups[1].Value)];

    [GeneratedRegex(@"\{(\d+)(?:[:,][^}]*)?\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^([A-Z][A-Z0-9_]*)\.way(\d+)(?:\.href)?$")]
    private static partial Regex WayOut();
}
