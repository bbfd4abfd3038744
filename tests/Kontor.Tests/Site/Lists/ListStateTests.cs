using FsCheck;
using FsCheck.Fluent;
using Kontor.Kernel;
using Kontor.Site;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Kontor.Tests.Site.Lists;

/// <summary>The address carries the whole state of a list, and nothing in it can break the list.</summary>
public sealed class ListStateTests
{
    private static readonly ListDefinition<string> List = new(
        "/things",
        [
            new("name", "column.name", row => row) { Sort = "name", IsHeader = true },
            new("size", "column.seats", row => row.Length) { Sort = "size" },
            new("note", "column.domain", _ => null) { IsUsual = false },
        ],
        [new("kind", "column.kind", [new("A", "First"), new("B", "Second")])])
    {
        SearchKey = "site.search",
        UsualSort = "name",
        Kept = ["customer"],
    };

    [Fact]
    public void What_is_unknown_counts_as_not_chosen()
    {
        var state = Read("?kind=C&sort=-colour&size=7&column=secret&q=%00");

        Assert.False(state.IsNarrowed);
        Assert.Equal(("name", false, PageRequest.DefaultSize), (state.Sort, state.IsDescending, state.Size));
        Assert.Empty(state.Columns);
        Assert.Equal(["name", "size"], List.Columns.Where(state.Shows).Select(column => column.Key));
    }

    [Fact]
    public void A_link_changes_one_thing_and_keeps_the_others_from_the_beginning_of_the_list()
    {
        var state = Read("?customer=c1&q=ab&kind=B&sort=-size&size=25&column=note&cursor=xyz");

        Assert.Equal("/things?customer=c1&q=ab&kind=B&sort=name&size=25&column=note".Replace("&sort=name", "", StringComparison.Ordinal), state.HrefOfOrder("name"));
        Assert.Equal("/things?customer=c1&q=ab&sort=-size&size=25&column=note", state.HrefWithoutFilter("kind"));
        Assert.Equal("/things?customer=c1&sort=-size&size=25&column=note", state.HrefOfAll());
        Assert.Equal("/things?customer=c1&q=ab&kind=B&sort=-size&size=25&column=note&before=zz", state.HrefBefore("zz"));
        Assert.Equal("/x?customer=c1&sort=-size&size=25&column=note&format=csv", state.HrefOfExport("/x", "csv", all: true));
        Assert.Equal(["name", "note"], List.Columns.Where(state.Shows).Select(column => column.Key));
    }

    [Fact]
    public void Whatever_the_address_says_the_links_of_the_list_lead_to_the_same_state() => Prop.ForAll(
        Addresses().ToArbitrary(),
        address =>
        {
            var state = Read(address);

            var again = Read(new Uri("http://x" + state.HrefAfter("next")).Query);

            Assert.Equal(
                (state.Search, state.Filter("kind"), state.Sort, state.IsDescending, state.Size),
                (again.Search, again.Filter("kind"), again.Sort, again.IsDescending, again.Size));
            Assert.Equal(state.Columns, again.Columns);
        }).QuickCheckThrowOnFailure();

    private static Gen<string> Addresses() =>
        from search in ArbMap.Default.GeneratorFor<string?>()
        from kind in Gen.Elements("A", "B", "C", "")
        from sort in Gen.Elements("name", "-name", "size", "-size", "other", "")
        from size in Gen.Elements(-1, 25, 26, 50, 200, 1_000)
        from column in Gen.Elements("note", "nothing")
        select QueryString.Create(new Dictionary<string, string?>
        {
            ["q"] = search,
            ["kind"] = kind,
            ["sort"] = sort,
            ["size"] = $"{size}",
            ["column"] = column,
        }).Value!;

    private static ListState Read(string query) =>
        ListState.Read(new QueryCollection(QueryHelpers.ParseQuery(query)), List);
}
