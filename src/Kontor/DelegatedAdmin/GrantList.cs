using System.Globalization;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.DelegatedAdmin;

/// <summary>A partner's grants as their page and its exports list them.</summary>
public sealed class GrantList(GrantQueries grants)
{
    public const string Path = "/delegated-admin";

    public const string ExportPath = Path + "/export";

    private static readonly int[] Spans = [7, 30, 90, 180];

    public static ListDefinition<GrantRow> Definition() => new(
        Path,
        [
            new("customer", "column.customer", grant => grant.CustomerName) { Sort = "customer", IsHeader = true },
            new("roles", "grants.roles", grant => string.Join("; ", grant.Roles.Select(TextOf))),
            new("state", "column.state", grant => TextOf(grant.State)),
            new("ends", "grants.ends", grant => grant.EndsAt) { Sort = "ends" },
            new("extends", "grants.extends", grant => Texts.Of(grant.ExtendsItself ? "grants.extends.yes" : "grants.extends.no")),
            new("used", "grants.used", grant => grant.LastUsedAt),
            new("asked", "grants.asked", grant => grant.RequestedAt) { Sort = "asked" },
            new("id", "grants.id", grant => grant.Id.ToString()) { IsUsual = false },
        ],
        [
            new("state", "column.state", [.. Enum.GetValues<GrantState>().Select(state => new FilterChoice($"{state}", TextOf(state)))]),
            new("within", "grants.within", [.. Spans.Select(days =>
                new FilterChoice(days.ToString(CultureInfo.InvariantCulture), Texts.Of("grants.within.days", days)))]),
            new("role", "grants.role", [.. DirectoryRoles.All.Select(role => new FilterChoice($"{role}", TextOf(role)))]),
        ])
    {
        SearchKey = "grants.search",
        UsualSort = "customer",
        ExportPath = ExportPath,
        Kept = ["customer"],
    };

    public static string TextOf(GrantState state) => Texts.Of($"GrantState.{state}");

    public static string TextOf(DirectoryRole role) => Texts.Of($"DirectoryRole.{role}");

    /// <summary>The role and who may use it.</summary>
    public static string TextOf(RoleForGroup pair) =>
        Texts.Of("grants.pair", TextOf(pair.Role), Texts.Of($"AgentGroup.{pair.Agents}"));

    public Task<Page<GrantRow>> Read(
        Actor partner, ListState state, string? customer, PageRequest part, CancellationToken cancel) =>
        grants.List(partner, FilterOf(state, customer), part, cancel);

    /// <summary>All that is chosen, for an export or a change of all, a batch at a time.</summary>
    public IAsyncEnumerable<GrantRow> All(Actor partner, ListState state, string? customer, CancellationToken cancel) =>
        Page.All(part => Read(partner, state, customer, part, cancel), cancel);

    public async Task<ListCount> Count(
        Actor partner, ListState state, string? customer, int most, CancellationToken cancel) =>
        new(await grants.Count(partner, FilterOf(state, customer), most, cancel));

    private static GrantFilter FilterOf(ListState state, string? customer) => new(
        state.Search,
        state.Filter<GrantState>("state"),
        state.Filter<DirectoryRole>("role"),
        int.TryParse(state.Filter("within"), CultureInfo.InvariantCulture, out var days) ? days : null,
        Guid.TryParse(customer, out var id) ? new TenantId(id) : null)
    {
        Order = state.Sort switch
        {
            "ends" => GrantOrder.End,
            "asked" => GrantOrder.Age,
            _ => GrantOrder.Customer,
        },
        IsDescending = state.IsDescending,
    };
}
