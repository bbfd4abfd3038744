using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Agreements;

/// <summary>Who signed the partner agreement, as the operators' page and its exports list it (AGR-13).</summary>
public sealed class SignatureList(PartnerSignatures signatures, AgreementLibrary library, Markets markets)
{
    public const string Path = "/ops/agreements";

    public const string ExportPath = Path + "/export";

    public async Task<ListDefinition<SignatureRow>> Definition(CancellationToken cancel)
    {
        var versions = await library.Versions(AgreementKind.Partner, cancel);
        return new(
            Path,
            [
                new("name", "column.name", row => row.Organisation) { IsHeader = true },
                new("region", "column.region", row => row.RegionGroup),
                new("version", "column.agreementVersion", row => row.Version),
                new("signedBy", "column.signedBy", row => row.SignedBy),
                new("userName", "column.signedByName", row => row.UserName) { IsUsual = false },
                new("signed", "column.signedAt", row => row.SignedAt) { Sort = "signed" },
                new("domain", "column.domain", row => row.Domain) { IsUsual = false },
                new("fingerprint", "column.fingerprint", row => row.Fingerprint) { IsUsual = false },
            ],
            [
                new("region", "column.region", [.. markets.All.Select(m => m.RegionGroup).Distinct().Order().Select(Same)]),
                new("version", "column.agreementVersion", [.. versions.Select(version => Same(version.Version))]),
            ])
        {
            SearchKey = "signatures.search",
            PeriodKey = "column.signedAt",
            UsualSort = "-signed",
            ExportPath = ExportPath,
        };
    }

    public Task<Page<SignatureRow>> Read(ListState state, PageRequest part, CancellationToken cancel) =>
        signatures.List(FilterOf(state), part, cancel);

    /// <summary>All that is chosen, for an export, a batch at a time.</summary>
    public IAsyncEnumerable<SignatureRow> All(ListState state, CancellationToken cancel) =>
        Page.All(part => Read(state, part, cancel), cancel);

    public async Task<ListCount> Count(ListState state, int most, CancellationToken cancel) =>
        new(await signatures.Count(FilterOf(state), most, cancel));

    private static SignatureFilter FilterOf(ListState state) => new(
        state.Search, state.Filter("region"), state.Filter("version"), state.Span, !state.IsDescending);

    private static FilterChoice Same(string value) => new(value, value);
}
