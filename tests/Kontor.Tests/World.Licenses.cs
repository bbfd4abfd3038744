using System.Collections.Immutable;
using Kontor.Access;
using Kontor.Kernel;
using Kontor.Licensing;
using Kontor.Users;

namespace Kontor.Tests;

public sealed partial class World
{
    /// <summary>Of what <see cref="Seat"/> makes, unless said otherwise.</summary>
    public static readonly LicenseSku SeatSku = new("OFFICE", "0001");

    /// <summary>A chain that has so many seats, and whose reseller has admin rights at the customer.</summary>
    public async Task<TradingChain> Licensed(int seats)
    {
        var (chain, _) = await SoldSeats(seats);
        return chain;
    }

    public async Task<User[]> Users(Participant participant, int count)
    {
        var users = new User[count];
        for (var i = 0; i < count; i++)
        {
            users[i] = await User(participant, $"user{i:00}");
        }

        return users;
    }

    /// <summary>Somebody assigns seats to users, or takes them away.</summary>
    public Task<Result<LicenseOutcomes>> Licenses(
        Actor actor, Participant customer, LicenseAct act, params ImmutableArray<User> users) =>
        Licenses(actor, customer, new LicenseOrder([.. users.Select(user => user.UserId)], [new(SeatSku, act)]));

    public Task<Result<LicenseOutcomes>> Licenses(Actor actor, Participant customer, LicenseOrder order) =>
        Does((AssignLicenses use) => use.Handle(actor, customer.Id, order, Stop));

    /// <summary>How the customer's seats stand.</summary>
    public async Task<LicensePool> Pool(Participant customer, LicenseSku? sku = null) =>
        (await Does((LicensePools pools) => pools.Of(customer.Id, [sku ?? SeatSku], Stop)))[sku ?? SeatSku];

    /// <summary>The titles of what a user has.</summary>
    public async Task<string[]> LicensesOf(Participant customer, User user) =>
        [.. (await Does((UserLicenses licenses) => licenses.Of(customer.Id, [user.UserId], Stop)))[user.UserId].Select(l => l.Title)];

    /// <summary>The customer's admin deactivates a user.</summary>
    public Task<Result<User>> Deactivates(Participant customer, User user) =>
        Does((DeactivateUser use) => use.Handle(customer.GlobalAdmin, user.UserId, Stop));

    public Task<Result<User>> Reactivates(Participant customer, User user) =>
        Does((ReactivateUser use) => use.Handle(customer.GlobalAdmin, user.UserId, Stop));
}
