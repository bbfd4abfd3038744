using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Tests.Site;

/// <summary>What a browser does without a screen: it keeps cookies and sends forms as they stand on the page.</summary>
internal sealed class Browser(WebApplication server, string language = "en") : IDisposable
{
    private readonly HttpClient _http = ClientOf(server);
    private readonly Dictionary<string, string> _cookies = [];

    public Task<SeenPage> Open(string path) => Send(new HttpRequestMessage(HttpMethod.Get, path), path);

    /// <summary>How a page is compressed for a browser that can read what is; null where it is not.</summary>
    public async Task<string?> EncodingOf(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Encoding", "gzip, br");
        return (await Send(request, path)).Headers.GetValueOrDefault("Content-Encoding");
    }

    /// <summary>A file as it is sent.</summary>
    public async Task<byte[]> Download(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        AddOwn(request);
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
        return await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Fills in fields of a form of the page, or adds what a tick or a button sends, and sends it.</summary>
    public Task<SeenPage> Submit(SeenPage page, string form, params (string Name, string Value)[] fields)
    {
        var content = new FormUrlEncodedContent(Filled(page, form, fields));
        return Send(new HttpRequestMessage(HttpMethod.Post, page.Path) { Content = content }, page.Path);
    }

    /// <summary>The same with fields that are sent several times, such as ticks of one name.</summary>
    public Task<SeenPage> SubmitMany(SeenPage page, string form, params (string Name, string Value)[] fields)
    {
        var own = fields.Select(field => field.Name).ToHashSet();
        var content = new FormUrlEncodedContent(page.Form(form).Where(field => !own.Contains(field.Key))
            .Concat(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));
        return Send(new HttpRequestMessage(HttpMethod.Post, page.Path) { Content = content }, page.Path);
    }

    /// <summary>Another browser at the same server.</summary>
    public Browser Beside() => new(server, language);

    /// <summary>
    /// The same for a form with a file; an empty name stands for no file, which browsers send too. A server that listens
    /// may refuse the file before it is sent.
    /// </summary>
    public Task<SeenPage> SubmitFile(
        SeenPage page, string form, (string Field, string Name, HttpContent Content) file, params (string Name, string Value)[] fields)
    {
        file.Content.Headers.ContentDisposition =
            new("form-data") { Name = $"\"{file.Field}\"", FileName = $"\"{file.Name}\"" };
        var parts = new MultipartFormDataContent { file.Content };
        foreach (var (name, value) in Filled(page, form, fields))
        {
            parts.Add(new StringContent(value), $"\"{name}\"");
        }

        var request = new HttpRequestMessage(HttpMethod.Post, page.Path) { Content = parts };
        request.Headers.ExpectContinue = true;
        return Send(request, page.Path);
    }

    /// <summary>Sends a form of the header, such as the one for signing out, or one that is on no page.</summary>
    public Task<SeenPage> Post(string path, params (string Name, string Value)[] fields) => Send(
        new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))),
        },
        path);

    /// <summary>Signs in and follows to where that leads.</summary>
    public Task<SeenPage> SignIn(Kontor.Access.User user, string? returnUrl = null) =>
        SignIn(user.UserName!, World.Password, returnUrl);

    /// <summary>The same with another password.</summary>
    public async Task<SeenPage> SignIn(string userName, string password, string? returnUrl = null)
    {
        var page = await Open("/signin" + (returnUrl is null ? "" : $"?returnUrl={Uri.EscapeDataString(returnUrl)}"));
        return await Submit(page, "signin", ("Form.UserName", userName), ("Form.Password", password));
    }

    public void Dispose() => _http.Dispose();

    private static Dictionary<string, string> Filled(SeenPage page, string form, (string Name, string Value)[] fields)
    {
        var filled = page.Form(form);
        foreach (var (name, value) in fields)
        {
            filled[name] = value;
        }

        return filled;
    }

    private static HttpClient ClientOf(WebApplication server) =>
        server.Services.GetRequiredService<IServer>() is TestServer
            ? server.GetTestClient()
            : new HttpClient(new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                Expect100ContinueTimeout = TimeSpan.FromMinutes(1),
                UseCookies = false,
            })
            {
                BaseAddress = new Uri(server.Urls.First()),
            };

    /// <summary>What a browser says of itself.</summary>
    private void AddOwn(HttpRequestMessage request)
    {
        request.Headers.Add("Accept-Language", language);
        if (_cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }
    }

    private async Task<SeenPage> Send(HttpRequestMessage request, string path)
    {
        using (request)
        {
            AddOwn(request);
            using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
            foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            {
                var (name, value) = (cookie[..cookie.IndexOf('=')], cookie[(cookie.IndexOf('=') + 1)..].Split(';')[0]);
                _cookies[name] = value;
            }

            return new SeenPage(
                path,
                answer.StatusCode,
                await answer.Content.ReadAsStringAsync(),
                answer.Headers.Location?.OriginalString,
                answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value)));
        }
    }
}

/// <summary>A page as it was answered.</summary>
/// <param name="Path">Where it was asked for.</param>
/// <param name="Status">Of the answer.</param>
/// <param name="Html">As it was sent.</param>
/// <param name="Location">Where it leads, if it only leads elsewhere.</param>
/// <param name="Headers">By name.</param>
internal sealed partial record SeenPage(
    string Path, HttpStatusCode Status, string Html, string? Location, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>What people read: the text of the main part.</summary>
    public string Text => Decoded(Tag().Replace(Html[Math.Max(0, Html.IndexOf("<main", StringComparison.Ordinal))..], " "));

    /// <summary>The codes of the reasons that are shown.</summary>
    public IEnumerable<string> Reasons => ReasonCode().Matches(Html).Select(match => match.Groups[1].Value);

    public string Language => HtmlLanguage().Match(Html).Groups[1].Value;

    /// <summary>The fields of a form with the values that stand in them; boxes, buttons and files are left out.</summary>
    public Dictionary<string, string> Form(string name)
    {
        var form = FormElement().Matches(Html).Select(match => match.Value)
            .Single(form => form.Contains($"name=\"_handler\" value=\"{name}\"", StringComparison.Ordinal)
                && !form.Contains("action=\"/signout\"", StringComparison.Ordinal));
        var inputs = Input().Matches(form).Select(match => match.Value)
            .Where(input => !input.Contains("type=\"checkbox\"", StringComparison.Ordinal)
                && (!input.Contains("type=\"radio\"", StringComparison.Ordinal) || input.Contains(" checked", StringComparison.Ordinal))
                && !input.Contains("type=\"file\"", StringComparison.Ordinal))
            .Select(input => (Name: Attribute(input, "name"), Value: Attribute(input, "value")));
        var texts = TextArea().Matches(form).Select(match => (Name: match.Groups[1].Value, Value: Decoded(match.Groups[2].Value)));
        var choices = Select().Matches(form)
            .Select(match => (Name: match.Groups[1].Value, Value: SelectedOption().Match(match.Groups[2].Value).Groups[1].Value));
        return inputs.Concat(texts).Concat(choices).Where(f => f.Name.Length > 0).ToDictionary(f => f.Name, f => f.Value);
    }

    private static string Attribute(string element, string name) =>
        Decoded(Regex.Match(element, $"\\b{name}=\"([^\"]*)\"").Groups[1].Value);

    private static string Decoded(string html) => WebUtility.HtmlDecode(html);

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex FormElement();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex("<textarea[^>]*? name=\"([^\"]*)\"[^>]*>(.*?)</textarea>", RegexOptions.Singleline)]
    private static partial Regex TextArea();

    [GeneratedRegex("<select[^>]*? name=\"([^\"]*)\"[^>]*>(.*?)</select>", RegexOptions.Singleline)]
    private static partial Regex Select();

    [GeneratedRegex("<option value=\"([^\"]*)\" selected")]
    private static partial Regex SelectedOption();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("data-reason=\"([A-Z_]*)\"")]
    private static partial Regex ReasonCode();

    [GeneratedRegex("<html lang=\"([a-z]*)\"")]
    private static partial Regex HtmlLanguage();
}
