using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Operations;

/// <summary>The outgoing mail as its page and its exports list it; never with its text (REL-30).</summary>
public sealed class MailList(OutgoingMailQueries mails)
{
    public const string Path = "/ops/mail";

    public const string ExportPath = Path + "/export";

    private const string KindKey = "mailTemplate.";

    public static ListDefinition<OutgoingMail> Definition() => new(
        Path,
        [
            new("recipient", "column.recipient", mail => mail.Recipient) { IsHeader = true },
            new("mail", "column.mail", mail => KindOf(mail.Template)),
            new("language", "column.language", mail => mail.Language) { IsUsual = false },
            new("state", "column.state", mail => TextOf(mail.State)),
            new("written", "column.written", mail => mail.CreatedAt) { Sort = "written" },
            new("sent", "column.sent", mail => mail.SentAt) { IsUsual = false },
            new("next", "column.nextAttempt", mail => mail.DueAt) { IsUsual = false },
            new("failures", "column.failures", mail => mail.Attempts) { IsNumber = true, IsUsual = false },
            new("error", "column.lastError", mail => mail.LastError is { } error ? MailError.TextOf(error) : null) { IsUsual = false },
        ],
        [
            new("state", "column.state", [.. Enum.GetValues<MailState>().Select(Choice)]),
            new("mail", "column.mail", [.. Kinds().Select(kind => new FilterChoice(kind, Texts.Of(KindKey + kind)))]),
            new("language", "column.language", [.. ReadersCulture.Languages.Select(l => new FilterChoice(l.Code, l.Name))]),
        ])
    {
        SearchKey = "opsMail.search",
        PeriodKey = "column.written",
        UsualSort = "-written",
        ExportPath = ExportPath,
    };

    public Task<Page<OutgoingMail>> Read(ListState state, PageRequest part, CancellationToken cancel) =>
        mails.List(FilterOf(state), part, cancel);

    /// <summary>All that is chosen, for an export, a batch at a time.</summary>
    public IAsyncEnumerable<OutgoingMail> All(ListState state, CancellationToken cancel) =>
        Page.All(part => Read(state, part, cancel), cancel);

    public async Task<ListCount> Count(ListState state, int most, CancellationToken cancel) =>
        new(await mails.Count(FilterOf(state), most, cancel));

    private static MailFilter FilterOf(ListState state) => new(
        state.Filter<MailState>("state"), state.Search, state.Filter("mail"), state.Filter("language"))
    {
        Written = state.Span,
        IsOldestFirst = !state.IsDescending,
    };

    /// <summary>Every kind of mail that has a name.</summary>
    private static IEnumerable<string> Kinds() => Texts.Keys
        .Where(key => key.StartsWith(KindKey, StringComparison.Ordinal))
        .Select(key => key[KindKey.Length..])
        .OrderBy(kind => Texts.Of(KindKey + kind), StringComparer.CurrentCultureIgnoreCase);

    private static string? KindOf(string template) =>
        Texts.Has(KindKey + template) ? Texts.Of(KindKey + template) : null;

    private static FilterChoice Choice(MailState state) => new($"{state}", TextOf(state));

    private static string TextOf(MailState state) => Texts.Of($"MailState.{state}");
}
