using Kontor.Access;
using Kontor.Enrolment;
using Kontor.Kernel;

namespace Kontor.Site;

/// <summary>One entry of the menu.</summary>
public sealed record MenuEntry(string Path, string Text, string Icon)
{
    /// <summary>The value of <c>aria-current</c> on a page; null where the entry is not the present area.</summary>
    public string? CurrentOn(PathString here) =>
        here == Path ? "page" : here.StartsWithSegments(Path) ? "true" : null;
}

/// <summary>Entries that belong together.</summary>
/// <param name="Title">What they are about; null for the first ones.</param>
/// <param name="Entries">At least one.</param>
public sealed record MenuGroup(string? Title, IReadOnlyList<MenuEntry> Entries);

/// <summary>Which pages each kind of partner, customer and operator finds in the menu, in this order.</summary>
public static class Menu
{
    private static readonly (string? Group, string Path, string Icon, Func<Subject, bool> IsFor)[] Pages =
    [
        (null, "/home", "house", _ => true),
        ("own", "/my-partners", "users", IsCustomer),
        ("own", "/my-subscriptions", "refresh-cw", IsCustomer),
        ("own", "/my-licenses", "package", IsCustomer),
        ("own", "/my-agreement", "file-pen-line", IsCustomer),
        ("own", "/support", "message-square", IsCustomer),
        ("people", "/resellers", "network", subject => subject.PartnerTypes.Contains(PartnerType.Provider)),
        ("people", "/providers-of-mine", "network", subject => subject.PartnerTypes.Contains(PartnerType.Reseller)),
        ("people", "/providers", "store", subject => IsOperator(subject) || subject.PartnerTypes.Any()),
        ("own", "/enrol/status", "file-text", IsApplicant),
        ("people", "/ops/enrolments", "list-checks", IsOperator),
        ("people", "/ops/profile-changes", "file-pen-line", IsOperator),
        ("people", "/ops/provider-profiles", "list-checks", IsOperator),
        ("people", "/ops/partners", "network", IsOperator),
        ("people", "/ops/partnership-ends", "list-checks", IsOperator),
        ("people", "/ops/elsewhere", "package", IsOperator),
        ("people", "/customers", "building-2", IsNoCustomer),
        ("people", "/support", "message-square", IsNoCustomer),
        ("people", "/delegated-admin", "shield", subject => subject.PartnerTypes.Any()),
        ("people", "/can-i-sell", "circle-question-mark", IsNoCustomer),
        ("people", "/announcements", "megaphone", subject => !IsCustomer(subject)),
        ("people", "/program", "info", subject => subject.PartnerTypes.Any()),
        ("selling", "/subscriptions", "refresh-cw", IsNoCustomer),
        ("selling", "/orders", "box", _ => true),
        ("selling", "/catalogue", "layout-grid", _ => true),
        ("selling", "/price-lists", "tag", _ => true),
        ("insight", "/insights/map", "arrow-left-right", subject => subject.Actor.TenantKind != TenantKind.Partner || subject.PartnerTypes.Any()),
        ("insight", "/insights/agreements", "file-pen-line", subject => subject.PartnerTypes.Contains(PartnerType.Provider)),
        ("insight", "/activity", "activity", subject => !IsOperator(subject)),
        ("insight", "/ops/activity", "activity", IsOperator),
        ("insight", "/jobs", "list-checks", subject => !IsOperator(subject)),
        ("insight", "/ops/jobs", "list-checks", IsOperator),
        ("insight", "/ops/mail", "mail", IsOperator),
        ("account", "/settings/organisation", "building-2", IsNoCustomer),
        ("account", "/settings/provider-profile", "store", subject => subject.PartnerTypes.Contains(PartnerType.Provider)),
        ("account", "/settings/locations", "network", IsNoCustomer),
        ("account", "/settings/identifiers", "tag", IsNoCustomer),
        ("account", "/settings/membership", "award", subject => subject.PartnerTypes.Any()),
        ("account", "/settings/billing", "receipt", IsNoCustomer),
        ("account", "/settings/agreements", "file-pen-line", IsNoCustomer),
        ("account", "/settings/standing", "shield-alert", subject => subject.PartnerTypes.Any()),
        ("account", "/settings/tenants", "building-2", subject => subject.PartnerTypes.Any()),
        ("account", "/settings/users", "users", _ => true),
        ("account", "/settings/roles", "shield", _ => true),
        ("account", "/settings/profile", "user", _ => true),
        ("insight", "/ops/agreements", "file-pen-line", IsOperator),
        ("sandbox", "/sandbox/mail", "inbox", _ => true),
    ];

    /// <summary>The entries for a caller: only pages that there are and that the caller may open.</summary>
    public static IReadOnlyList<MenuGroup> For(Caller caller, PageIndex pages) => caller.Subject is not { } subject
        ? []
        :
        [
            .. Pages
                .Where(page => page.IsFor(subject) && (HasRole(subject) || page.Group is "account" or "sandbox")
                    && pages.MayOpen(caller, page.Path))
                .GroupBy(page => page.Group)
                .Select(group => new MenuGroup(
                    group.Key is { } key ? Texts.Of($"menu.group.{key}") : null,
                    [.. group.Select(page => new MenuEntry(page.Path, Texts.Of($"menu.{page.Path[1..]}"), page.Icon))])),
        ];

    private static bool IsOperator(Subject subject) => subject.Actor.TenantKind == TenantKind.Operator;

    /// <summary>A partner tenant that is no partner of any type yet, with somebody who may change that (ENR-22).</summary>
    private static bool IsApplicant(Subject subject) =>
        subject.Actor.TenantKind == TenantKind.Partner && subject.PartnerTypes.IsEmpty
        && subject.Actor.Holds(Role.GlobalAdmin);

    /// <summary>ROL-02: who has none sees the own profile.</summary>
    private static bool HasRole(Subject subject) => !subject.Actor.Roles.IsEmpty;

    private static bool IsCustomer(Subject subject) => subject.Actor.TenantKind == TenantKind.Customer;

    private static bool IsNoCustomer(Subject subject) => !IsCustomer(subject);
}
