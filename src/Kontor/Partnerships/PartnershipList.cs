using System.Globalization;
using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Partnerships;

/// <summary>
/// A provider's resellers and a reseller's providers as their pages and exports list them (REL-17, REL-24).
/// </summary>
public sealed class PartnershipList(PartnershipQueries partnerships, Markets markets)
{
    public const string ResellersPath = "/resellers";

    public const string ProvidersPath = "/providers-of-mine";

    private const string Yes = "yes";

    private const string No = "no";

    public ListDefinition<PartnershipRow> Definition(PartnershipSide side)
    {
        var path = side == PartnershipSide.Resellers ? ResellersPath : ProvidersPath;
        var access = side == PartnershipSide.Resellers ? "column.access.yours" : "column.access";
        return new(
            path,
            [
                new("name", "column.name", row => row.Name) { Sort = "name", IsHeader = true },
                new("country", "column.country", row => markets.NameOf(row.Market)),
                new("network", "column.networkId", row => row.NetworkId),
                .. Agreement(side),
                new("access", access, row => Texts.Of(row.ProviderHasAdminAccess ? "site.yes" : "site.no")),
                new("since", "column.since", row => row.BegunAt) { Sort = "since" },
                new("customers", "column.sharedCustomers", row => row.SharedCustomers) { IsNumber = true },
                new("contact", "column.contact", row => row.ContactEmail) { IsUsual = false },
                new("id", "column.tenantId", row => row.PartnerId.ToString()) { IsUsual = false },
            ],
            [
                new("country", "column.country", markets.Choices()),
                new("access", access, [new(Yes, Texts.Of("site.yes")), new(No, Texts.Of("site.no"))]),
            ])
        {
            SearchKey = "partnerships.search",
            UsualSort = "name",
            ExportPath = path + "/export",
        };
    }

    public Task<Page<PartnershipRow>> Read(
        Actor partner, PartnershipSide side, ListState state, PageRequest part, CancellationToken cancel) =>
        partnerships.List(partner, FilterOf(side, state) with { MostShared = ListCount.Most }, part, cancel);

    /// <summary>How many customers the two share, where a page shows it; files hold the whole number.</summary>
    public static string SharedOf(PartnershipRow row)
    {
        var count = new ListCount(row.SharedCustomers);
        return count.Shown.ToString("N0", CultureInfo.CurrentCulture) + (count.IsMore ? "+" : "");
    }

    /// <summary>All that is chosen, for an export.</summary>
    public IAsyncEnumerable<PartnershipRow> All(
        Actor partner, PartnershipSide side, ListState state, CancellationToken cancel) =>
        Page.All(part => partnerships.List(partner, FilterOf(side, state), part, cancel), cancel);

    public async Task<ListCount> Count(
        Actor partner, PartnershipSide side, ListState state, int most, CancellationToken cancel) =>
        new(await partnerships.Count(partner, FilterOf(side, state), most, cancel));

    /// <summary>Of its providers a reseller does not see what they signed.</summary>
    private static IEnumerable<ListColumn<PartnershipRow>> Agreement(PartnershipSide side) =>
        side == PartnershipSide.Resellers
            ? [new("agreement", "column.agreement", row => Texts.Of(AgreementKey(row)))]
            : [];

    /// <summary>AGR-12: text of where the agreement stands.</summary>
    public static string AgreementKey(PartnershipRow row) =>
        row.HasSignedAgreement ? "agreement.signed" : "agreement.notSigned";

    /// <summary>What is searched for is a tenant id, a network id, or else the beginning of a name.</summary>
    private static PartnershipFilter FilterOf(PartnershipSide side, ListState state)
    {
        var filter = new PartnershipFilter(side)
        {
            Market = state.Filter("country"),
            HasAdminAccess = state.Filter("access") is { } access ? access == Yes : null,
            IsBySince = state.Sort == "since",
            IsDescending = state.IsDescending,
        };
        return state.Search switch
        {
            null => filter,
            { } id when Guid.TryParse(id, out var tenant) => filter with { PartnerId = new TenantId(tenant) },
            { } number when number.All(char.IsAsciiDigit) => filter with { NetworkId = number },
            { } name => filter with { Name = name },
        };
    }
}
