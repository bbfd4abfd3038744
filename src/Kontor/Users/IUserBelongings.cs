using Kontor.Access;
using Kontor.Kernel;

namespace Kontor.Users;

/// <summary>
/// What a feature gives to users and takes back when they go: whoever deactivates or reactivates somebody asks every one of
/// these, inside the transaction of that change and with the tenant's row held. They add to what is saved and save nothing.
/// </summary>
public interface IUserBelongings
{
    /// <summary>The user is out from now on.</summary>
    Task Free(Actor actor, User user, DateTimeOffset now, CancellationToken cancel);

    /// <summary>The user is back.</summary>
    /// <param name="actor">Who lets the user in.</param>
    /// <param name="user">Who is back.</param>
    /// <param name="deactivatedAt">Since when the user was out.</param>
    /// <param name="now">Until when.</param>
    /// <param name="cancel">Gives up.</param>
    Task GiveBack(Actor actor, User user, DateTimeOffset deactivatedAt, DateTimeOffset now, CancellationToken cancel);
}
