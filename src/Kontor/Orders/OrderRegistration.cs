using Kontor.Accounts;
using Kontor.Customers;
using Kontor.Elsewhere;
using Kontor.Kernel;
using Kontor.Partnerships;
using Kontor.Policy;
using Kontor.Site;
using Kontor.Subscriptions;
using Npgsql;

namespace Kontor.Orders;

public static class OrderRegistration
{
    public static IServiceCollection AddOrders(this IServiceCollection services) => services
        .AddSingleton(provider => new PartnerMarkets(
            provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<Markets>()))
        .AddSingleton(provider => new PlaceOrder(
            provider.GetRequiredService<NpgsqlDataSource>(),
            provider.GetRequiredService<PartnerMarkets>(),
            provider.GetRequiredService<Markets>(),
            provider.GetRequiredService<CurrentPolicy>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new CartFacts(
            provider.GetRequiredService<PartnerMarkets>(),
            provider.GetRequiredService<Markets>(),
            provider.GetRequiredService<CurrentPolicy>()))
        .AddScoped(provider => new Carts(
            provider.GetRequiredService<KontorDb>(),
            provider.GetRequiredService<CartFacts>(),
            provider.GetRequiredService<CurrentPolicy>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new ShopViews(
            provider.GetRequiredService<NpgsqlDataSource>(),
            provider.GetRequiredService<PartnerMarkets>(),
            provider.GetRequiredService<Markets>(),
            provider.GetRequiredService<CurrentPolicy>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<ShopQueries>()
        .AddSingleton<ProductQueries>()
        .AddScoped<OrderQueries>()
        .AddScoped<OrderList>()
        .AddScoped<ISearchSource, OrderSearch>()
        .AddScoped(provider => new MyCart(
            provider.GetRequiredService<KontorDb>(),
            provider.GetRequiredService<CartFacts>(),
            provider.GetRequiredService<CurrentPolicy>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddScoped(provider => new CheckOutCart(
            provider.GetRequiredService<KontorDb>(),
            provider.GetRequiredService<CartFacts>(),
            provider.GetRequiredService<CurrentPolicy>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddScoped(provider => new FirstOrders(
            provider.GetRequiredService<KontorDb>(),
            provider.GetRequiredService<CreateCustomer>(),
            provider.GetRequiredService<NewCustomerFacts>(),
            provider.GetRequiredService<CartFacts>(),
            provider.GetRequiredService<PartnerMarkets>(),
            provider.GetRequiredService<Markets>(),
            provider.GetRequiredService<CurrentPolicy>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddScoped(provider => new CreateCustomerWithOrder(
            provider.GetRequiredService<KontorDb>(),
            provider.GetRequiredService<FirstOrders>(),
            provider.GetRequiredService<CreateCustomer>(),
            provider.GetRequiredService<MyCart>(),
            provider.GetRequiredService<CheckOutCart>()))
        .AddScoped(provider => new ChangeFactsQuery(
            provider.GetRequiredService<KontorDb>(),
            provider.GetRequiredService<Markets>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddScoped(provider => new ChangeSubscription(
            provider.GetRequiredService<KontorDb>(),
            provider.GetRequiredService<SubscriptionQueries>(),
            provider.GetRequiredService<WhereBought>(),
            provider.GetRequiredService<ChangeFactsQuery>(),
            provider.GetRequiredService<CurrentPolicy>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddScoped(provider => new NameReseller(
            provider.GetRequiredService<KontorDb>(),
            provider.GetRequiredService<ChangeFactsQuery>(),
            provider.GetRequiredService<CurrentPolicy>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddScoped(provider => new ResellerChoices(
            provider.GetRequiredService<KontorDb>(),
            provider.GetRequiredService<PartnershipQueries>(),
            provider.GetRequiredService<ChangeFactsQuery>(),
            provider.GetRequiredService<BusinessCards>(),
            provider.GetRequiredService<CurrentPolicy>()))
        .AddScoped<EndSubscriptions>()
        .AddSingleton<IWaitingItems, CartsAboutToExpire>();
}
