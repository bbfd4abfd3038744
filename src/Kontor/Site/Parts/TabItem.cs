namespace Kontor.Site;

/// <summary>One part of a page that has several.</summary>
/// <param name="Key">Names the part in the address.</param>
/// <param name="Text">What the reader sees.</param>
/// <param name="Href">The page with this part shown.</param>
/// <param name="Count">How many things are there; null where nobody counts.</param>
public sealed record TabItem(string Key, string Text, string Href, long? Count = null);
