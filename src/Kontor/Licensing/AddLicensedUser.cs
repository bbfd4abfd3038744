using Kontor.DelegatedAdmin;
using Kontor.Kernel;
using Kontor.Users;

namespace Kontor.Licensing;

/// <summary>
/// Use case: a partner's agent adds a user of a customer, with licenses (CAT-51). Where one of them is not left nobody is
/// added, so that what was typed can be sent again.
/// </summary>
public sealed class AddLicensedUser(KontorDb db, CustomerUsers users, AssignLicenses assign)
{
    public Task<Result<UserWithPassword>> Handle(
        Actor actor, TenantId customer, UserWish wish, IReadOnlyCollection<LicenseSku> licenses, CancellationToken cancel) =>
        db.DoAllOrNothing(
            async () =>
            {
                var added = await users.Add(actor, customer, wish, cancel);
                if (added.ValueOrNull is not { } made || licenses.Count == 0)
                {
                    return added;
                }

                var order = new LicenseOrder(
                    [made.User.UserId], [.. licenses.Select(sku => new LicenseWish(sku, LicenseAct.Assign))])
                {
                    IsAllOrNothing = true,
                };
                var given = await assign.Handle(actor, customer, order, cancel);
                return given.ValueOrNull is null ? given.Decision : added;
            },
            cancel);
}
