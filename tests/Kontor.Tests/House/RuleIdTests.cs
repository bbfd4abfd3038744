using System.Reflection;
using System.Text.RegularExpressions;
using Kontor.Kernel;

namespace Kontor.Tests.House;

/// <summary>Rule ids hold code, reasons, tests and docs/rules.md together.</summary>
public sealed partial class RuleIdTests
{
    private const string Trait = "Rule";

    private static readonly IReadOnlyDictionary<string, string> Documented = Document().ToDictionary();

    [Fact]
    public void Every_rule_named_in_the_code_is_in_force()
    {
        var unknown =
            from file in Repository.Sources(".cs", ".razor")
            from Match id in RuleId().Matches(File.ReadAllText(file))
            where !Documented.ContainsKey(id.Value)
            select $"{id.Value} in {Repository.Name(file)}";

        Findings.None(unknown.Distinct());
    }

    [Fact]
    public void Every_rule_named_by_a_test_is_in_force() =>
        Findings.None(RulesTested().Except(Documented.Keys).Order(StringComparer.Ordinal));

    [Fact]
    public void Rules_are_listed_once_with_one_sentence()
    {
        var ids = Document().Select(rule => rule.Id).ToList();

        Assert.Equal(ids.Distinct(), ids);
        Assert.All(Document(), rule => Assert.Matches(Sentence(), rule.Sentence));
    }

    [Fact]
    public void A_reasons_code_is_unique_and_its_rule_is_in_force()
    {
        var reasons = Reasons().ToList();

        Assert.NotEmpty(reasons);
        Findings.None(reasons.GroupBy(r => r.Reason.Code).Where(code => code.Count() > 1)
            .Select(code => $"{code.Key}: {string.Join(", ", code.Select(r => r.Field))}"));
        Findings.None(reasons.Where(r => !UpperSnake().IsMatch(r.Reason.Code)).Select(r => r.Field));

        // The protocol's own reasons stand under no rule of the program.
        Findings.None(reasons
            .Where(r => r.Reason.Rule != RequestReasons.Protocol && !Documented.ContainsKey(r.Reason.Rule))
            .Select(r => $"{r.Field}: {r.Reason.Rule}"));
    }

    [Fact]
    public void Every_reason_has_a_sentence_in_every_language()
    {
        var missing =
            from reason in Reasons()
            from language in Texts.Languages
            where !TextFiles.In(language).ContainsKey(reason.Reason.Code)
            select $"{reason.Reason.Code} in {language}";

        Findings.None(missing);
    }

    [Fact]
    public void Every_rule_in_force_is_named_by_a_test() =>
        Findings.None(Documented.Keys.Except(RulesTested()).Order(StringComparer.Ordinal));

    private static IEnumerable<(string Id, string Sentence)> Document() =>
        Line().Matches(Repository.Read("docs", "rules.md")).Select(line => (line.Groups[1].Value, line.Groups[2].Value));

    private static HashSet<string> RulesTested() => typeof(RuleIdTests).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods().Cast<MemberInfo>().Append(type))
        .SelectMany(member => member.GetCustomAttributes<TraitAttribute>())
        .Where(trait => trait.Name == Trait)
        .Select(trait => trait.Value)
        .ToHashSet();

    private static IEnumerable<(string Field, Reason Reason)> Reasons() =>
        from assembly in (Assembly[])[typeof(Reason).Assembly, typeof(Texts).Assembly]
        from type in assembly.GetTypes()
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where field.FieldType == typeof(Reason)
        select ($"{type.Name}.{field.Name}", (Reason)field.GetValue(null)!);

    [GeneratedRegex(@"\b(ACC|ENR|AGR|ROL|REL|CUS|MUL|SCN|CAT|BIL|SUP|OPS|REG|NAT|K)-\d+\b")]
    private static partial Regex RuleId();

    [GeneratedRegex(@"^- \*\*([A-Z]+-\d+)\*\* (.*)$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex(@"^[A-Z].*[^. ]\.$")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$")]
    private static partial Regex UpperSnake();
}
