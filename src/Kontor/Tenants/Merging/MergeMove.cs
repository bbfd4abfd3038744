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
                update shared_customers s set customer_name_key = name.key from name, moved where s.customer_id = moved.id),
            grants as (
                update delegated_grants g set customer_name = name.name, customer_name_key = name.key
                from name, moved where g.customer_id = moved.id)
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
        await KeepAddresses(from, cancel);
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

    /// <summary>
    /// ACC-41: locations that shared name, address and contact of the invited global account, and that account itself,
    /// have them as their own from now on. What was still to be verified of the organization is nobody's business any more.
    /// </summary>
    private async Task KeepAddresses(OrganisationId from, CancellationToken cancel)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into location_details as known (network_id, company_name, street, city, state, postal_code,
                contact_first_name, contact_last_name, contact_email, contact_phone, version)
            select n.id, o.name, o.street, o.city, o.state, o.postal_code,
                o.contact_first_name, o.contact_last_name, o.contact_email, o.contact_phone, 1
            from network_ids n join organisations o on o.id = n.organisation_id
            where o.id = {from.Value}
            on conflict (network_id) do update set
                company_name = case when known.company_name = '' then excluded.company_name else known.company_name end,
                street = case when known.street = '' then excluded.street else known.street end,
                city = case when known.street = '' then excluded.city else known.city end,
                state = case when known.street = '' then excluded.state else known.state end,
                postal_code = case when known.street = '' then excluded.postal_code else known.postal_code end,
                contact_first_name =
                    case when known.contact_email = '' then excluded.contact_first_name else known.contact_first_name end,
                contact_last_name =
                    case when known.contact_email = '' then excluded.contact_last_name else known.contact_last_name end,
                contact_phone = case when known.contact_email = '' then excluded.contact_phone else known.contact_phone end,
                contact_email = case when known.contact_email = '' then excluded.contact_email else known.contact_email end,
                version = known.version + 1
            """,
            cancel);
        await db.Database.ExecuteSqlAsync($"delete from profile_checks where organisation_id = {from.Value}", cancel);
        await db.Database.ExecuteSqlAsync($"delete from profile_verifications where organisation_id = {from.Value}", cancel);
    }
}
