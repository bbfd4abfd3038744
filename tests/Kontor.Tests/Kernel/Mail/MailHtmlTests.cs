using Kontor.Kernel;

namespace Kontor.Tests.Mails;

/// <summary>The HTML of a mail says what its text says and holds nothing that somebody could have slipped in.</summary>
public sealed class MailHtmlTests
{
    [Fact]
    public void Paragraphs_lists_and_links_become_what_they_are()
    {
        var html = Html("Hello Ada,\n\nthese are new:\n- one\n- two: https://kontor.test/a?b=1&c=2.\n\nRegards\nKontor\n");

        Assert.Contains("Hello Ada,</p>", html, StringComparison.Ordinal);
        Assert.Contains("these are new:</p>\n<ul", html, StringComparison.Ordinal);
        Assert.Contains(
            "<li>one</li><li>two: <a href=\"https://kontor.test/a?b=1&amp;c=2\">https://kontor.test/a?b=1&amp;c=2</a>.</li></ul>",
            html, StringComparison.Ordinal);
        Assert.Contains("Regards<br>\nKontor</p>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_value_is_encoded()
    {
        const string Hostile = "<script>alert(1)</script> \" onclick=\"x https://a.test/\"onmouseover=\"y";
        var html = MailHtml.Of(new Mail("a@x.example", Hostile, Hostile, "en"), Hostile);

        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("\" onclick=\"", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://a.test/\">https://a.test/</a>&quot;onmouseover", html, StringComparison.Ordinal);
    }

    [Fact]
    public void It_names_the_sender_and_the_language_and_loads_nothing()
    {
        var html = MailHtml.Of(new Mail("a@x.example", "Grüße", "Text", "de"), "Möwe & Söhne");

        Assert.Contains("<html lang=\"de\">", html, StringComparison.Ordinal);
        Assert.Contains(">Möwe &amp; Söhne</p>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    public void Only_web_addresses_are_links(string address) =>
        Assert.DoesNotContain("<a ", Html($"See {address} now"), StringComparison.Ordinal);

    private static string Html(string text) => MailHtml.Of(new Mail("a@x.example", "Hello", text, "en"), "Kontor");
}
