using Kontor.Access;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing.Template;

namespace Kontor.Site;

/// <summary>
/// The pages there are. Menus and ways out ask here before they lead anywhere: a page that is not built yet, or that
/// the reader may not open, is not linked.
/// </summary>
public sealed class PageIndex(EndpointDataSource endpoints)
{
    private readonly Lazy<IReadOnlyList<(TemplateMatcher Path, Endpoint Page)>> _pages = new(() =>
    [
        .. endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(IsPage)
            .Select(page => (new TemplateMatcher(TemplateParser.Parse(page.RoutePattern.RawText!), []), (Endpoint)page)),
    ]);

    public static bool IsPage(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;

    /// <summary>Whether there is such a page and the caller may open it.</summary>
    public bool MayOpen(Caller caller, string path) => Find(path) is { } page && caller.MayUse(page).IsGranted;

    private Endpoint? Find(string path)
    {
        foreach (var (pattern, page) in _pages.Value)
        {
            if (pattern.TryMatch(path, []))
            {
                return page;
            }
        }

        return null;
    }
}
