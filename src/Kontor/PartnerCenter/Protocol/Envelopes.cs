namespace Kontor.PartnerCenter;

/// <summary>A pair as the protocol writes maps whose keys repeat: <c>{"key": …, "value": …}</c>.</summary>
internal sealed record KeyValue(string Key, string Value);

/// <summary>Where to find a resource. The address is relative to the API root, without <c>/v1</c>.</summary>
internal sealed record Link(string Uri, string Method = "GET")
{
    public IReadOnlyList<KeyValue> Headers { get; init; } = [];
}

/// <summary>The links of a resource or of a page of a collection.</summary>
internal sealed record PageLinks(Link? Self)
{
    public Link? Next { get; init; }

    public Link? Previous { get; init; }
}

/// <summary>What every resource says of itself: its type's name, and its version where it has versions.</summary>
internal sealed record ResourceAttributes(string? ObjectType, string? Etag = null)
{
    public static ResourceAttributes Collection { get; } = new("Collection");
}

/// <summary>All items, or an offset page of them. The total counts the items of this answer.</summary>
internal sealed record ResourceCollection<T>(IReadOnlyList<T> Items, PageLinks? Links = null)
{
    public int TotalCount => Items.Count;

    public ResourceAttributes Attributes { get; } = ResourceAttributes.Collection;
}

/// <summary>The only thing read of a request's attributes: the version it was made from.</summary>
internal sealed record RequestAttributes(string? Etag);
