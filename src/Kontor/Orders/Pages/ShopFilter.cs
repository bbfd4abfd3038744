using Kontor.Catalog;
using Kontor.Kernel;
using Microsoft.AspNetCore.Http.Extensions;

namespace Kontor.Orders;

/// <summary>What of the catalog is shown, as it stands in the address.</summary>
/// <param name="Customer">The chosen customer's id.</param>
/// <param name="Words">What is searched for.</param>
/// <param name="Kind">A member of <see cref="ProductKind"/>.</param>
/// <param name="Term">An ISO 8601 term, or <see cref="NoTerm"/>.</param>
/// <param name="Publisher"><see cref="Vendor"/> or <see cref="Partner"/>.</param>
/// <param name="Segment">A member of <see cref="Catalog.Segment"/>.</param>
/// <param name="View"><see cref="Table"/>, or null for cards.</param>
public sealed record ShopFilter(
    string? Customer, string? Words, string? Kind, string? Term, string? Publisher, string? Segment, string? View)
{
    public const string NoTerm = "none";
    public const string Vendor = "vendor";
    public const string Partner = "partner";
    public const string Table = "table";

    public static readonly string[] Terms = ["P1M", "P1Y", "P3Y", NoTerm];

    public bool IsTable => View == Table;

    public bool IsNarrowed => ToFilter() != ProductFilter.None;

    /// <summary>What is understood of it; other words mean nothing.</summary>
    public ProductFilter ToFilter() => new(
        string.IsNullOrWhiteSpace(Words) ? null : Words.Trim()[..Math.Min(Words.Trim().Length, ProductFilter.MaxLength)],
        Named<ProductKind>(Kind),
        Terms.Contains(Term) ? Term == NoTerm ? "" : Term : null,
        Publisher switch { Vendor => true, Partner => false, _ => null },
        Named<Segment>(Segment));

    public string Address(string path = "/catalogue")
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in new[]
        {
            ("customer", Customer), ("q", Words), ("kind", Kind), ("term", Term), ("publisher", Publisher),
            ("segment", Segment), ("view", View),
        })
        {
            if (!string.IsNullOrEmpty(value))
            {
                query.Add(name, value);
            }
        }

        return path + query;
    }

    /// <summary>What narrows the list, each with the address without it.</summary>
    public IEnumerable<(string Text, string Without)> Chips()
    {
        var filter = ToFilter();
        if (filter.Words is { } words)
        {
            yield return (words, (this with { Words = null }).Address());
        }

        if (filter.Kind is { } kind)
        {
            yield return (Wording.Kind(kind), (this with { Kind = null }).Address());
        }

        if (filter.Term is { } term)
        {
            yield return (Wording.Term(term), (this with { Term = null }).Address());
        }

        if (filter.IsFirstParty is not null)
        {
            yield return (Texts.Of($"shop.publisher.{Publisher}"), (this with { Publisher = null }).Address());
        }

        if (filter.Segment is { } segment)
        {
            yield return (Wording.Segment(segment), (this with { Segment = null }).Address());
        }
    }

    private static TEnum? Named<TEnum>(string? word)
        where TEnum : struct, Enum =>
        Enum.GetNames<TEnum>().Contains(word) ? Enum.Parse<TEnum>(word!) : null;
}
