using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Customers;

/// <summary>
/// Whether a partner has any delegated admin rights, as its relationships keep it for lists and their indexes. Kept in the
/// transaction in which the rights change; the relationships of the two are locked first, so that two changes at once do
/// not overlook each other.
/// </summary>
public static class RightsSummary
{
    /// <summary>Locks what a customer has or had with these partners until the transaction ends, and reads it.</summary>
    public static async Task<IReadOnlyList<CustomerRelationship>> Lock(
        KontorDb db, TenantId customer, TenantId[] partners, CancellationToken cancel)
    {
        Guid[] ids = [.. partners.Select(partner => partner.Value)];
        await db.Database.ExecuteSqlAsync(
            $"""
            select from customer_relationships where customer_id = {customer.Value} and partner_id = any ({ids})
            order by partner_id, id for no key update
            """,
            cancel);
        return await db.CustomerRelationships
            .Where(r => r.CustomerId == customer && partners.Contains(r.PartnerId))
            .ToListAsync(cancel);
    }

    /// <summary>Writes it down. What was never granted stays so; rights left from a relationship that ended are removed too.</summary>
    public static void Keep(IEnumerable<CustomerRelationship> relationships, bool isGranted)
    {
        foreach (var relationship in relationships)
        {
            if (!isGranted && relationship.AdminRights == AdminRights.Granted)
            {
                relationship.RemoveAdminRights();
            }
            else if (isGranted && relationship.EndedAt is null)
            {
                relationship.GrantAdminRights();
            }
        }
    }
}
