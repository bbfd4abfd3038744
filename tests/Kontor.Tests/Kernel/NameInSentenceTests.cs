using Kontor.Kernel;

namespace Kontor.Tests.Kernel;

public sealed class NameInSentenceTests
{
    [Theory]
    [InlineData("Stadtwerke Auental GmbH")]
    [InlineData("Étude Kerlann – Notaires, 3\u202f€ 会社")]
    [InlineData("")]
    public void A_name_that_turns_nothing_stands_as_it_is(string name) =>
        Assert.Same(name, NameInSentence.HeldApart(name));

    [Theory]
    [InlineData("{{7*7}} \u202Egnp.exe", "\u2068{{7*7}} \u202Egnp.exe\u2069")]
    [InlineData("חברה", "\u2068חברה\u2069")]
    [InlineData("شركة", "\u2068شركة\u2069")]
    public void A_name_that_may_turn_what_follows_is_held_apart(string name, string expected) =>
        Assert.Equal(expected, NameInSentence.HeldApart(name));

    [Fact]
    public void A_name_cannot_end_what_holds_it_apart() =>
        Assert.Equal("\u2068a\u202Eb\u2069", NameInSentence.HeldApart("a\u2069\u202E\u2067b"));

    [Fact]
    public void Sentences_hold_the_names_in_them_apart() =>
        Assert.Contains("\u2068\u202Egnp\u2069", Texts.Of("customers.orders.of", "\u202Egnp"), StringComparison.Ordinal);
}
