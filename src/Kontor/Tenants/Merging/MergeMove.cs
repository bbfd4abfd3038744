using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tenants;

/// <summary>
/// What a merge moves (ACC-46): tenants, network ids and signatures of the invited organization come to the inviting
/// one; users, roles, enrolments, customers, prices and bills belong to the tenants and are not touched. Runs under
/// the locks of both.
/// </summary>
public sealed class MergeMove(KontorDb db)
{
    public async Task Move(OrganisationId from, OrganisationId to, DateTimeOffset now, CancellationToken cancel)
    {
        var (invited, inviting) = (from.Value, to.Value);

        // Lists keep names by which they are ordered; those of the tenants that move are the inviting organization's now.
        await db.Database.ExecuteSqlAsync(
            $"""
            with name as (select name, lower(name) as key from organisations where id = {inviting}),
            moved as (select id from tenants where organisation_id = {invited}),
            providers as (
                update partnerships p set provider_name_key = name.key from name, moved where p.provider_id = moved.id),
            resellers as (
                update partnerships p set reseller_name_key = name.key from name, moved where p.reseller_id = moved.id),
            shared as (
                update shared_customers s set customer_name_key = name.key from name, moved where s.customer_id = moved.id)
            update customer_relationships r set customer_name = name.name, customer_name_key = name.key
            from name, moved where r.customer_id = moved.id
            """,
            cancel);

        // ACC-41: the invited global account becomes a location too; the membership knows it by the same number.
        await db.Database.ExecuteSqlAsync(
            $"""
            update membership_profiles set kind = 'Location'
            where kind = 'Global' and account_id in (
                select m.account_id from membership_profiles m join network_ids n on n.id = m.network_id
                where n.organisation_id = {invited}
                except
                select m.account_id from membership_profiles m join network_ids n on n.id = m.network_id
                where n.organisation_id = {inviting})
            """,
            cancel);
        await db.Database.ExecuteSqlAsync(
            $"update network_ids set organisation_id = {inviting}, kind = 'Location' where organisation_id = {invited}",
            cancel);

        // AGR-06: what was signed for a region holds on, where the inviting organization has not signed the same there.
        await db.Database.ExecuteSqlAsync(
            $"""
            update partner_agreement_signatures s set organisation_id = {inviting}
            where organisation_id = {invited} and not exists (
                select from partner_agreement_signatures own
                where own.organisation_id = {inviting} and own.region_group = s.region_group and own.version = s.version)
            """,
            cancel);

        // ACC-47: whoever controls the one controls the other.
        await db.Database.ExecuteSqlAsync(
            $"""
            with both_groups as (
                select own.control_group_id as own, other.control_group_id as other
                from organisations own, organisations other where own.id = {inviting} and other.id = {invited})
            update organisations o set control_group_id = coalesce(both_groups.own, both_groups.other)
            from both_groups
            where o.id = {inviting} or o.control_group_id = both_groups.other
            """,
            cancel);
        await db.Database.ExecuteSqlAsync(
            $"update organisations set merged_into_id = {inviting}, control_group_id = null where id = {invited}",
            cancel);
        await db.Database.ExecuteSqlAsync(
            $"""
            update tenants set organisation_id = {inviting}, joined_at = coalesce(joined_at, {now})
            where organisation_id = {invited}
            """,
            cancel);
    }
}
