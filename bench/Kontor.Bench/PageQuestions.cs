using Kontor.Access;
using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Customers;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Server;
using Kontor.Site;
using Kontor.Subscriptions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Kontor.Bench;

/// <summary>What the pages ask the database, without server, session and rendering: the ceiling.</summary>
internal sealed class PageQuestions(NpgsqlDataSource database) : IAsyncDisposable
{
    private const int CardsPerPage = 24;
    private const int FewShown = 5;
    private const int RecentShown = 10;

    internal static readonly Actor Actor = new(
        new TenantId(BenchWorld.Provider(0)), TenantKind.Partner, new UserId(Guid.CreateVersion7()), null,
        PagesWorld.UserName, [Role.GlobalAdmin, Role.AdminAgent]);

    private readonly ServiceProvider _services = KontorHost.BuildServices(
        new ConfigurationBuilder().Build(), new ServerSettings(Path.GetTempPath(), IsDemo: false), database);

    public async Task Home()
    {
        await using var scope = Scope();
        var ask = scope.ServiceProvider;
        await Task.WhenAll(
            ask.GetRequiredService<Waiting>().Find(CancellationToken.None),
            ask.GetRequiredService<Insights.Figures>().Of(Actor, CancellationToken.None));
        await Tell(ask, new ActivityFilter(), RecentShown);
    }

    /// <summary>A list with its filters, its rows and their count.</summary>
    public async Task Customers(string query)
    {
        await using var scope = Scope();
        var customers = scope.ServiceProvider.GetRequiredService<CustomerList>();
        var asked = new QueryCollection(QueryHelpers.ParseQuery(query));
        var list = await customers.Definition(Actor, asked, CancellationToken.None);
        var state = ListState.Read(asked, list);
        var count = customers.Count(Actor, state, ListCount.Most, CancellationToken.None);
        await customers.Read(Actor, state, state.Part().ValueOrNull!, CancellationToken.None);
        await count;
    }

    public async Task Customer(Guid id)
    {
        await using var scope = Scope();
        var ask = scope.ServiceProvider;
        await ask.GetRequiredService<CustomerDetails>().Find(Actor, new TenantId(id), CancellationToken.None);
        await Subscriptions(ask, id, new PageRequest(FewShown, null));
        await Tell(ask, new ActivityFilter(Customers: [id]), FewShown);
    }

    public async Task Subscriptions(Guid customer)
    {
        await using var scope = Scope();
        await scope.ServiceProvider.GetRequiredService<CustomerDetails>().Find(Actor, new TenantId(customer), CancellationToken.None);
        await Subscriptions(scope.ServiceProvider, customer, PageRequest.First);
    }

    public async Task Catalogue()
    {
        await using var scope = Scope();
        var ask = scope.ServiceProvider;
        var view = await ask.GetRequiredService<ShopViews>().Of(Actor, null, CancellationToken.None);
        await ask.GetRequiredService<ShopQueries>().Products(
            view.ValueOrNull!, ProductFilter.None, new PageRequest(CardsPerPage, null), CancellationToken.None);
    }

    /// <summary>What any other page asks, in a unit of work of its own.</summary>
    public async Task Ask(Func<IServiceProvider, Task> question)
    {
        await using var scope = Scope();
        await question(scope.ServiceProvider);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static async Task Subscriptions(IServiceProvider ask, Guid customer, PageRequest page) => await SubscriptionList.Of(
        await ask.GetRequiredService<SubscriptionQueries>().List(Actor, new TenantId(customer), page, CancellationToken.None),
        ask.GetRequiredService<BusinessCards>(),
        CancellationToken.None);

    private static async Task Tell(IServiceProvider ask, ActivityFilter filter, int rows)
    {
        var page = await ask.GetRequiredService<ActivityQueries>().Own(
            Actor, filter, new PageRequest(rows, null), CancellationToken.None);
        await ask.GetRequiredService<ActivitySentences>().Tell(page.Items, CancellationToken.None);
    }

    private AsyncServiceScope Scope()
    {
        var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Subject = new Subject(Actor, [PartnerType.Provider], "bench");
        return scope;
    }
}
