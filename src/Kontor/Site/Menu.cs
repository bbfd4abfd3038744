using Kontor.Access;
using Kontor.Enrolment;
using Kontor.Kernel;

namespace Kontor.Site;

/// <summary>One entry of the menu.</summary>
public sealed record MenuEntry(string Path, string Text)
{
    /// <summary>The value of <c>aria-current</c> on a page; null where the entry is not the present area.</summary>
    public string? CurrentOn(PathString here) =>
        here == Path ? "page" : here.StartsWithSegments(Path) ? "true" : null;
}

/// <summary>Which pages each kind of partner, customer and operator finds in the menu, in this order.</summary>
public static class Menu
{
    private static readonly (string Path, Func<Subject, bool> IsFor)[] Pages =
    [
        ("/home", _ => true),
        ("/resellers", subject => subject.PartnerTypes.Contains(PartnerType.Provider)),
        ("/providers-of-mine", subject => subject.PartnerTypes.Contains(PartnerType.Reseller)),
        ("/customers", _ => true),
        ("/can-i-sell", subject => subject.Actor.TenantKind != TenantKind.Customer),
        ("/price-lists", _ => true),
        ("/my-partners", _ => true),
        ("/my-subscriptions", subject => subject.Actor.TenantKind == TenantKind.Customer),
    ];

    /// <summary>The entries for a caller: only pages that there are and that the caller may open.</summary>
    public static IReadOnlyList<MenuEntry> For(Caller caller, PageIndex pages) => caller.Subject is not { } subject
        ? []
        :
        [
            .. Pages
                .Where(page => page.IsFor(subject) && pages.MayOpen(caller, page.Path))
                .Select(page => new MenuEntry(page.Path, Texts.Of($"menu.{page.Path[1..]}"))),
        ];
}
