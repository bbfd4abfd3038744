namespace Kontor.Site;

/// <summary>A page on the way to the present one.</summary>
public sealed record Crumb(string Text, string Href);

/// <summary>Places in the layout that pages fill.</summary>
internal static class PageSections
{
    public const string Crumbs = "crumbs";

    public const string OnBehalf = "on-behalf";
}
