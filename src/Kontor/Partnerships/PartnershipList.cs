using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Partnerships;

/// <summary>A provider's resellers and a reseller's providers, as their pages and exports list them (REL-17, REL-24).</summary>
public sealed class PartnershipList(PartnershipQueries partnerships, Markets markets)
{
    public const string ResellersPath = "/resellers";

    public const string ProvidersPath = "/providers-of-mine";

    public ListDefinition<PartnershipRow> Resellers() => new(
        ResellersPath,
        [
            .. Columns(),
            new("agreement", "column.agreement", row => Texts.Of(row.HasSignedAgreement ? "agreement.signed" : "agreement.notSigned")),
            new("customers", "column.customers", row => row.SharedCustomers) { IsNumber = true },
        ],
        [])
    {
        SearchKey = "site.search.name",
        UsualSort = "name",
        ExportPath = ResellersPath + "/export",
    };

    public ListDefinition<PartnershipRow> Providers() => new(
        ProvidersPath,
        [.. Columns(), new("customers", "column.customers", row => row.SharedCustomers) { IsNumber = true }],
        [])
    {
        SearchKey = "site.search.name",
        UsualSort = "name",
        ExportPath = ProvidersPath + "/export",
    };

    public Task<Page<PartnershipRow>> Read(
        Actor actor, bool resellers, ListState state, PageRequest part, CancellationToken cancel) => resellers
        ? partnerships.ResellersOf(actor, state.Search, part, cancel, state.IsDescending)
        : partnerships.ProvidersOf(actor, state.Search, part, cancel, state.IsDescending);

    public IAsyncEnumerable<PartnershipRow> All(Actor actor, bool resellers, ListState state, CancellationToken cancel) =>
        partnerships.All(actor, resellers, state.Search, state.IsDescending, cancel);

    private IEnumerable<ListColumn<PartnershipRow>> Columns() =>
    [
        new("name", "column.name", row => row.Name) { Sort = "name", IsHeader = true },
        new("country", "column.country", row => markets.NameOf(row.Market)),
        new("network", "column.networkId", row => row.NetworkId),
        new("contact", "column.contact", row => row.ContactEmail),
        new("since", "column.since", row => row.BegunAt),
        new("access", "column.access", row => Texts.Of(row.ProviderHasAdminAccess ? "site.yes" : "site.no")),
        new("id", "column.tenantId", row => row.PartnerId.ToString()) { IsUsual = false },
    ];
}
