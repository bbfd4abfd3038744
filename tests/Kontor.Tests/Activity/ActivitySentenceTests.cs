using System.Globalization;
using System.Text.RegularExpressions;
using Kontor.Activity;
using Kontor.Kernel;
using Kontor.Tests.House;

namespace Kontor.Tests.Activity;

public sealed partial class ActivitySentenceTests
{
    /// <summary>Codes of every action that the application records, read from its code.</summary>
    private static readonly string[] Recorded =
    [
        .. Repository.Sources(".cs").Select(File.ReadAllText)
            .SelectMany(code => RecordCall().Matches(code).Concat(RecordMade().Matches(code)))
            .Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal),
    ];

    [Fact]
    [Trait("Rule", "OPS-60")]
    [Trait("Rule", "OPS-61")]
    public void Every_action_that_is_recorded_has_a_sentence_in_every_language_and_no_other_has()
    {
        Assert.Contains("OrderPlaced", Recorded);
        Assert.True(Recorded.Length > 20);
        Assert.Equal(Recorded, ActivitySentences.Actions.Order(StringComparer.Ordinal));
        Assert.All(Texts.Languages, language => Assert.All(Recorded, action =>
            Assert.Matches(@"^\p{Lu}.*\.$|^\{\d\} .*\.$", TextFiles.In(language)[$"activity.{action}"])));
    }

    [Fact]
    public async Task What_a_record_lacks_is_said_to_be_unknown_and_breaks_nothing()
    {
        await using var world = await World.Create();
        var tenant = (await world.Provider()).Id;
        string[] details = ["", "null", "[]", "{}", """{"email":3,"lines":"x","relationships":[1],"partnerId":{"value":"y"}}"""];
        var rows = ActivitySentences.Actions.Append("SomethingElse").SelectMany(action => details.Select(detail =>
            new ActivityRow(Guid.NewGuid(), tenant, world.Now, "ada", false, action, null, "x", detail))).ToList();

        var told = await world.Does((ActivitySentences sentences) => sentences.Tell(rows, CancellationToken.None));

        Assert.All(told, activity => Assert.DoesNotContain("{", activity.Sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en", "[{}]", ": one subscription.")]
    [InlineData("de", "[{}]", ": ein Abonnement.")]
    [InlineData("nl", "[{}]", ": één abonnement.")]
    [InlineData("en", "[{},{}]", ": 2 subscriptions.")]
    [InlineData("de", "[{},{}]", ": 2 Abonnements.")]
    [Trait("Rule", "OPS-61")]
    public async Task One_subscription_is_not_told_like_several(string language, string lines, string end)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        await using var world = await World.Create();
        var row = new ActivityRow(
            Guid.NewGuid(), (await world.Provider()).Id, world.Now, "ada", false, "OrderPlaced", null, "x",
            $$"""{"lines":{{lines}}}""");

        var told = await world.Does((ActivitySentences sentences) => sentences.Tell([row], CancellationToken.None));

        Assert.EndsWith(end, Assert.Single(told).Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "order was placed", "OrderPlaced")]
    [InlineData("de", "wurde BESTELLT", "OrderPlaced")]
    [InlineData("nl", "rollen", "RolesAssigned")]
    [InlineData("en", "OrderPlaced", "OrderPlaced")]
    public void Actions_are_found_by_words_of_their_sentence(string language, string words, string action)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

        Assert.Equal([action], ActivitySentences.Holding(words)!);
        Assert.Null(ActivitySentences.Holding(" "));
        Assert.Empty(ActivitySentences.Holding("no such words")!);
    }

    [GeneratedRegex("""\.Record\(\s*[\w.]+,\s*"(\w+)",""")]
    private static partial Regex RecordCall();

    [GeneratedRegex("""\bAction = "(\w+)",""")]
    private static partial Regex RecordMade();
}
