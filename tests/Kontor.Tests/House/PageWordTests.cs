using System.Text.RegularExpressions;

namespace Kontor.Tests.House;

/// <summary>Pages say nothing that is not in the texts, and glue no sentence from pieces: word order is not the same everywhere.</summary>
public sealed partial class PageWordTests
{
    /// <summary>For developers only, and about the parts themselves.</summary>
    private const string Design = "src/Kontor/Site/Design/";

    /// <summary>Words that are the same in every language.</summary>
    private static readonly HashSet<string> Names = ["Kontor", "UTC"];

    /// <summary>Texts that stand side by side without being one sentence, with the reason.</summary>
    private static readonly Dictionary<string, string> SideBySide = new()
    {
        ["src/Kontor/Activity/Pages/ActivityList.razor"] = "Two sentences, each whole.",
    };

    [Fact]
    public void Pages_hold_no_words_of_their_own()
    {
        var literal =
            from file in Pages()
            from words in WordsIn(Markup(file))
            where !RuleId().IsMatch(words) && !Names.IsSupersetOf(Word().Matches(words).Select(word => word.Value))
            select $"{Repository.Name(file)}: {words.Trim()}";

        Findings.None(literal);
    }

    [Fact]
    public void Pages_glue_no_sentence_from_texts()
    {
        var glued =
            from file in Pages()
            where !SideBySide.ContainsKey(Repository.Name(file))
            from line in File.ReadLines(file)
            where Glued().IsMatch(line)
            select $"{Repository.Name(file)}: {line.Trim()}";

        Findings.None(glued);
    }

    [Theory]
    [InlineData("<p>@Texts.Of(\"a\")</p>", 0)]
    [InlineData("<p>@Number seats</p>", 1)]
    [InlineData("<p title=\"Close\">@Texts.Of(\"a\")</p>", 1)]
    [InlineData("<PageHead Title=\"@Texts.Of(\"a\")\" Lead=\"A page\" />", 1)]
    [InlineData("@if (a < b)\n{\n    var c = a > b;\n    <b>@(c ? Texts.Of(\"x\", \"y\") : \"–\")</b>\n}\nelse\n{\n    <i>Kontor</i>\n}", 0)]
    public void Words_in_a_page_are_found(string markup, int findings) =>
        Assert.Equal(findings, WordsIn(markup).Count(words => !Names.IsSupersetOf(Word().Matches(words).Select(word => word.Value))));

    [Theory]
    [InlineData("<p>@Texts.Of(\"a\") @Texts.Of(\"b\")</p>", true)]
    [InlineData("<p>@Texts.Of(\"a\", x)@name @Texts.Of(\"b\")</p>", true)]
    [InlineData("Texts.Of(\"a\") + name", true)]
    [InlineData("<td data-label=\"@Texts.Of(\"a\")\">@Texts.Of(\"b\")</td>", false)]
    [InlineData("<p>@(x ? Texts.Of(\"a\") : Texts.Of(\"b\"))</p>", false)]
    public void Glue_is_found(string line, bool isGlued) => Assert.Equal(isGlued, Glued().IsMatch(line));

    private static IEnumerable<string> Pages() => Repository.Sources(".razor")
        .Where(file => !Repository.Name(file).StartsWith(Design, StringComparison.Ordinal));

    /// <summary>What stands above the code of a component, without remarks.</summary>
    private static string Markup(string file)
    {
        var text = Directive().Replace(Remark().Replace(File.ReadAllText(file), ""), "");
        var code = Code().Match(text);
        return code.Success ? text[..code.Index] : text;
    }

    /// <summary>The text nodes and spoken attributes in which letters are left when every expression is taken out.</summary>
    private static IEnumerable<string> WordsIn(string markup)
    {
        var plain = WithoutExpressions(markup);
        var spoken = SpokenAttribute().Matches(plain).Select(match => match.Groups[1].Value);
        var nodes = TextNode().Matches(plain)
            .SelectMany(match => match.Groups[1].Value.Split('\n'))
            .Where(line => !CodeLine().IsMatch(line));
        return spoken.Concat(nodes).Where(words => Word().IsMatch(words));
    }

    /// <summary>Takes out <c>@name.Of(...)</c>, <c>@(...)</c> and the heads of <c>@if (...)</c>, brackets balanced.</summary>
    private static string WithoutExpressions(string markup)
    {
        var plain = new System.Text.StringBuilder();
        for (var i = 0; i < markup.Length;)
        {
            var start = ExpressionStart().Match(markup, i);
            if (!start.Success || start.Index != i)
            {
                plain.Append(markup[i++]);
                continue;
            }

            i += start.Length;
            while (i < markup.Length && markup[i] is '(' or '[')
            {
                i = EndOfBrackets(markup, i);
                i += MemberAccess().Match(markup, i) is { Success: true } more && more.Index == i ? more.Length : 0;
            }
        }

        return plain.ToString();
    }

    private static int EndOfBrackets(string text, int at)
    {
        var depth = 0;
        var isText = false;
        for (; at < text.Length; at++)
        {
            isText ^= text[at] == '"';
            depth += isText ? 0 : text[at] is '(' or '[' or '{' ? 1 : text[at] is ')' or ']' or '}' ? -1 : 0;
            if (depth == 0)
            {
                return at + 1;
            }
        }

        return at;
    }

    [GeneratedRegex(@"^\s*[A-Z]{3}-\d{2}\s*$")]
    private static partial Regex RuleId();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Remark();

    [GeneratedRegex("^@(?:page|layout|using|namespace|typeparam|attribute|inherits|inject)\\b.*$", RegexOptions.Multiline)]
    private static partial Regex Directive();

    [GeneratedRegex(@"^@code\b", RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex(
        @"@(?:if|foreach|for|switch|while)\s*(?=\()|@\w+(?:\??\.\w+)*!?(?:\??\.\w+)*|@(?=\()|(?<=^\s*)(?:if|foreach|else if|switch|case|while)\s+(?=\()",
        RegexOptions.Multiline)]
    private static partial Regex ExpressionStart();

    [GeneratedRegex(@"[!?]?(?:\.\w+[!?]?)+")]
    private static partial Regex MemberAccess();

    [GeneratedRegex(@"\s(?:title|aria-label|placeholder|alt|Title|Label|Lead|Text|Action|Hint|About)=""([^""]*)""")]
    private static partial Regex SpokenAttribute();

    [GeneratedRegex(@">([^<>]+)(?=<|$)")]
    private static partial Regex TextNode();

    /// <summary>Between elements stands code too: declarations, branches and directives.</summary>
    [GeneratedRegex(@"[;{}]\s*$|^\s*(?:else|case\b.*:|default:|break;)|^\s*@|=>|^\s*(?:var|return)\b")]
    private static partial Regex CodeLine();

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Word();

    [GeneratedRegex(@"Texts\.Of\((?:[^()]|\([^()]*\))*\)\s*(?:(?:@[\w.?]+)?[ ,.:]*@\(?Texts\.Of\(|\+\s)|\+\s*Texts\.Of\(")]
    private static partial Regex Glued();
}
