using Kontor.Access;

namespace Kontor.Site;

/// <summary>Something that the search found.</summary>
/// <param name="Text">What it is called.</param>
/// <param name="Href">Where it is.</param>
/// <param name="More">What tells it from others of the same name.</param>
public sealed record Found(string Text, string Href, string? More = null);

/// <summary>What one kind of things gave.</summary>
/// <param name="TitleKey">Text of the kind, such as "Customers".</param>
/// <param name="Items">The best ones, a handful.</param>
public sealed record FoundGroup(string TitleKey, IReadOnlyList<Found> Items);

/// <summary>A feature whose things people go to by name or id. It gives only what the caller may see, in little time.</summary>
public interface ISearchSource
{
    Task<FoundGroup> Find(Caller caller, string wanted, CancellationToken cancel);
}
