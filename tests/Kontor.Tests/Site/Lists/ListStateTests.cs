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
        [new("kind", "column.kind", [new("A", "First"), new("B", "Second")]), ListFilter.OfText("who", "column.name")])
    {
        SearchKey = "site.search",
        PeriodKey = "column.since",
        UsualSort = "name",
        Kept = ["customer"],
    };

    [Fact]
    public void What_is_unknown_counts_as_not_chosen()
    {
        var state = Read("?kind=C&sort=-colour&size=7&column=secret&q=%00&who=%20&from=2026-02-30&to=yesterday");

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
    public void Days_belong_to_the_list_as_whole_days_and_each_can_be_taken_away()
    {
        var state = Read("?from=2026-03-02&to=2026-03-05&kind=A");

        Assert.Equal(
            new InstantSpan(new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero), new(2026, 3, 6, 0, 0, 0, TimeSpan.Zero)), state.Span);
        Assert.True(state.IsNarrowed);
        Assert.Equal("/things?kind=A&to=2026-03-05", state.HrefWithoutFrom());
        Assert.Equal("/things?kind=A&from=2026-03-02", state.HrefWithoutTo());
        Assert.Equal("/things", state.HrefOfAll());
        Assert.DoesNotContain(state.Others([.. ListState.PeriodKeys]), value => value.Key is "from" or "to");
    }

    [Fact]
    public void Days_the_wrong_way_round_mean_those_between_them() =>
        Assert.Equal(Read("?from=2026-03-02&to=2026-03-05").Span, Read("?from=2026-03-05&to=2026-03-02").Span);

    [Theory]
    [InlineData("?from=0001-01-01&to=9999-12-31")]
    [InlineData("?from=1969-12-31&to=1969-12-31")]
    public void The_first_and_the_last_day_there_are_can_be_chosen(string address)
    {
        var span = Read(address).Span;

        Assert.Equal(Guid.Empty, span.FirstId);
        Assert.NotEqual(Guid.AllBitsSet, span.EndId ?? Guid.Empty);
    }

    [Fact]
    public void A_list_that_usually_begins_late_says_when_it_does_not()
    {
        var list = List with { UsualFrom = new DateOnly(2026, 2, 2) };
        var (usual, whole, other) = (Read("", list), Read("?from=", list), Read("?from=2026-01-01", list));

        Assert.Equal((new DateOnly(2026, 2, 2), true, false), (usual.From, usual.IsNarrowed, usual.IsNarrowedByChoice));
        Assert.Equal("/things?size=25", Read("?size=25", list).HrefOfOrder("name"));
        Assert.Equal("/things?from=", usual.HrefWithoutFrom());
        Assert.Equal("/things?from=", usual.HrefOfAll());
        Assert.Equal((null, false), (whole.From, whole.IsNarrowed));
        Assert.Equal("/things?from=&sort=size", whole.HrefOfOrder("size"));
        Assert.Equal((new DateOnly(2026, 1, 1), true), (other.From, other.IsNarrowedByChoice));
        Assert.Equal("/x?from=&format=csv", usual.HrefOfExport("/x", "csv", all: true));
        Assert.Equal("/things?from=2026-02-02&to=2026-03-01&cursor=c", Read("?from=2026-02-02&to=2026-03-01", list).HrefAfter("c"));
    }

    [Fact]
    public void A_filter_whose_value_is_written_takes_what_is_there()
    {
        var state = Read("?who=%20ada%20&kind=A");

        Assert.Equal("ada", state.Filter("who"));
        Assert.Equal("/things?kind=A", state.HrefWithoutFilter("who"));
        Assert.Equal("ada", List.Filters[1].TextOf("ada"));
    }

    [Fact]
    public void Whatever_the_address_says_the_links_of_the_list_lead_to_the_same_state() => Prop.ForAll(
        Addresses().ToArbitrary(),
        address =>
        {
            var state = Read(address);

            var again = Read(new Uri("http://x" + state.HrefAfter("next")).Query);

            Assert.Equal(
                (state.Search, state.Filter("kind"), state.Filter("who"), state.Sort, state.IsDescending, state.Size),
                (again.Search, again.Filter("kind"), again.Filter("who"), again.Sort, again.IsDescending, again.Size));
            Assert.Equal((state.From, state.To), (again.From, again.To));
            Assert.Equal(state.Columns, again.Columns);
        }).QuickCheckThrowOnFailure();

    private static Gen<string> Addresses() =>
        from search in ArbMap.Default.GeneratorFor<string?>()
        from kind in Gen.Elements("A", "B", "C", "")
        from sort in Gen.Elements("name", "-name", "size", "-size", "other", "")
        from size in Gen.Elements(-1, 25, 26, 50, 200, 1_000)
        from column in Gen.Elements("note", "nothing")
        from first in Gen.Elements("2026-01-02", "2026-12-31", "9999-12-31", "2026-1-2", "")
        from last in Gen.Elements("2026-01-02", "0001-01-01", "31.12.2026", "")
        select QueryString.Create(new Dictionary<string, string?>
        {
            ["q"] = search,
            ["kind"] = kind,
            ["sort"] = sort,
            ["size"] = $"{size}",
            ["who"] = search,
            ["from"] = first,
            ["to"] = last,
            ["column"] = column,
        }).Value!;

    private static ListState Read(string query, ListDefinition<string>? list = null) =>
        ListState.Read(new QueryCollection(QueryHelpers.ParseQuery(query)), list ?? List);
}
