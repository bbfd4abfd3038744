using Kontor.Access;
using Kontor.Kernel;
using Kontor.Licensing;

namespace Kontor.Sandbox;

/// <summary>
/// People at the customer of the demo world, and which licenses they have: its reseller assigned the first ones by its
/// rights there, the customer's own user manager the later ones (CAT-50, CAT-53). Nobody signs in as one of them.
/// </summary>
internal sealed class DemoLicenses(UseCases useCases, IReadOnlyDictionary<string, Inhabitant> inhabitants)
{
    private const int ResellerAssigns = 96;
    private const int CustomerAssigns = 353;

    private static readonly TimeSpan Afternoon = TimeSpan.FromHours(15.5);

    private static readonly (string First, string Last)[] Office =
    [
        ("Birte", "Albers"), ("Jan", "Dreyer"), ("Heike", "Lorenz"), ("Oliver", "Pohl"), ("Sabine", "Wegner"),
    ];

    private static readonly (string First, string Last)[] Technicians =
    [
        ("Murat", "Aydin"), ("Kevin", "Brandt"), ("Uwe", "Schilling"), ("Dennis", "Thiele"),
    ];

    /// <summary>Puts what they do among what happens in the year.</summary>
    public void Join(PastYear year)
    {
        var customer = inhabitants["customer"];
        UserId[] office = [], technicians = [];
        year.Also(ResellerAssigns, Afternoon, async cancel =>
        {
            office = await Hire(customer, Office, cancel);
            technicians = await Hire(customer, Technicians, cancel);
            var agent = inhabitants["reseller"].As(Role.AdminAgent);
            await Assign(agent, customer, "Microsoft 365 E3", office, cancel);
            await Assign(agent, customer, "Microsoft 365 F3", technicians, cancel);
        });
        year.Also(CustomerAssigns, Afternoon, cancel => Assign(
            customer.As(Role.UserManagementAdmin), customer, "Microsoft Teams Premium", office[..3], cancel));
    }

    private async Task<UserId[]> Hire(Inhabitant customer, (string First, string Last)[] people, CancellationToken cancel)
    {
        var ids = new List<UserId>();
        foreach (var (first, last) in people)
        {
            var made = await useCases.Do((CreateUser use) => use.Handle(
                new NewUser(
                    customer.Id, MailAddresses.Of(first, last, customer.Plan.Domain), $"{first} {last}",
                    customer.Plan.Language, null, []),
                cancel));
            ids.Add(made.UserId);
        }

        return [.. ids];
    }

    private async Task Assign(
        Actor actor, Inhabitant customer, string title, IReadOnlyCollection<UserId> users, CancellationToken cancel)
    {
        await using var scope = useCases.Services.CreateAsyncScope();
        var pools = scope.ServiceProvider.GetRequiredService<LicensePools>();
        var found = await pools.List(customer.Id, new PoolFilter(title), PageRequest.First, cancel);
        var sku = found.Items.Single(pool => pool.Title == title).Sku;
        await useCases.Do((AssignLicenses use) => use.Handle(
            actor, customer.Id, new LicenseOrder(users, [new(sku, LicenseAct.Assign)]) { IsAllOrNothing = true }, cancel));
    }
}
