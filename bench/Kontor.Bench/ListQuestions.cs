using Kontor.Customers;
using Kontor.DelegatedAdmin;
using Kontor.Elsewhere;
using Kontor.Insights;
using Kontor.Kernel;
using Kontor.Licensing;
using Kontor.Partnerships;
using Kontor.Site;
using Kontor.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Bench;

/// <summary>What each list asks the database for a page: its rows, then their number.</summary>
internal static class ListQuestions
{
    private static Actor Actor => PageQuestions.Actor;

    public static async Task Resellers(IServiceProvider ask, string query)
    {
        var list = ask.GetRequiredService<PartnershipList>();
        var state = StateOf(list.Definition(PartnershipSide.Resellers), query);
        await list.Read(Actor, PartnershipSide.Resellers, state, state.Part().ValueOrNull!, CancellationToken.None);
        await list.Count(Actor, PartnershipSide.Resellers, state, ListCount.Most, CancellationToken.None);
    }

    public static async Task PartnerInvitations(IServiceProvider ask, string query)
    {
        var list = ask.GetRequiredService<PartnerInvitationList>();
        var state = StateOf(PartnerInvitationList.Definition(), query);
        await list.Read(Actor, state, state.Part().ValueOrNull!, CancellationToken.None);
        await list.Count(Actor, state, ListCount.Most, CancellationToken.None);
    }

    public static async Task CustomerInvitations(IServiceProvider ask, string query)
    {
        var list = ask.GetRequiredService<CustomerInvitationList>();
        var state = StateOf(CustomerInvitationList.Definition(), query);
        await list.Read(Actor, state, state.Part().ValueOrNull!, CancellationToken.None);
        await list.Count(Actor, state, ListCount.Most, CancellationToken.None);
    }

    /// <summary>With the numbers by state and country that stand above the list.</summary>
    public static async Task Agreements(IServiceProvider ask, string query)
    {
        var list = ask.GetRequiredService<AgreementStateList>();
        var state = StateOf(list.Definition(), query);
        await ask.GetRequiredService<AgreementCounts>().Of(Actor, CancellationToken.None);
        await list.Read(Actor, state, state.Part().ValueOrNull!, CancellationToken.None);
        await list.Count(Actor, state, ListCount.Most, CancellationToken.None);
    }

    /// <summary>REL-60: the customers that a provider can offer to one of its resellers.</summary>
    public static async Task Givable(IServiceProvider ask, string query)
    {
        var (list, reseller) = (ask.GetRequiredService<GivableCustomers>(), new TenantId(PagesWorld.Reseller(3)));
        var state = StateOf(GivableCustomers.Definition(reseller, market => market), query);
        await list.Read(Actor, reseller, state, state.Part().ValueOrNull!, CancellationToken.None);
        await list.Count(Actor, reseller, state, ListCount.Most, CancellationToken.None);
    }

    public static async Task Support(IServiceProvider ask, string query)
    {
        var list = ask.GetRequiredService<ServiceRequestList>();
        var state = StateOf(list.Definition(Actor), query);
        await list.Read(Actor, state, null, state.Part().ValueOrNull!, CancellationToken.None);
        await list.Count(Actor, state, null, ListCount.Most, CancellationToken.None);
    }

    /// <summary>MUL-20: what one customer bought elsewhere.</summary>
    public static async Task Elsewhere(IServiceProvider ask, string query)
    {
        var (list, customer) = (ask.GetRequiredService<ElsewhereList>(), new TenantId(PagesWorld.Customer(1)));
        var state = StateOf(list.Definition(customer), query);
        await list.Read(Actor, customer, state, state.Part().ValueOrNull!, CancellationToken.None);
        await list.Count(customer, state, CancellationToken.None);
    }

    /// <summary>CAT-50: the licenses of one customer in whose tenant the provider works; that it did is written down each time.</summary>
    public static async Task Licenses(IServiceProvider ask, string query)
    {
        var customer = new TenantId(PagesWorld.Customer(1));
        var state = StateOf(LicenseList.Definition(customer.Value), query);
        await ask.GetRequiredService<LicenseList>()
            .Read(Actor, customer, state, state.Part().ValueOrNull!, CancellationToken.None);
    }

    public static async Task Grants(IServiceProvider ask, string query)
    {
        var list = ask.GetRequiredService<GrantList>();
        var state = StateOf(GrantList.Definition(), query);
        await list.Read(Actor, state, null, state.Part().ValueOrNull!, CancellationToken.None);
        await list.Count(Actor, state, null, ListCount.Most, CancellationToken.None);
    }

    /// <summary>The picture, then its ways as a list.</summary>
    public static async Task Map(IServiceProvider ask, string query)
    {
        var asked = new QueryCollection(QueryHelpers.ParseQuery(query));
        var list = ask.GetRequiredService<SalesWayList>();
        var at = SalesWayList.AtOf(asked);
        await ask.GetRequiredService<SalesMap>().Of(Actor, at, namesCustomers: true, CancellationToken.None);
        var state = ListState.Read(asked, list.Definition(Actor));
        await list.Count(Actor, at, state, ListCount.Most, CancellationToken.None);
        await list.Read(Actor, at, state, state.Part().ValueOrNull!, CancellationToken.None);
    }

    /// <summary>Counts the map anew, as the server does in the background.</summary>
    public static Task CountMap(IServiceProvider ask) =>
        ask.GetRequiredService<SalesMap>().Refresh(Actor.TenantId, Actor.TenantKind, CancellationToken.None);

    private static ListState StateOf<T>(ListDefinition<T> list, string query) =>
        ListState.Read(new QueryCollection(QueryHelpers.ParseQuery(query)), list);
}
