using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.DelegatedAdmin;

internal sealed class GrantStorage :
    IEntityTypeConfiguration<DelegatedGrant>,
    IEntityTypeConfiguration<GrantedRole>,
    IEntityTypeConfiguration<GrantChange>,
    IEntityTypeConfiguration<GrantUse>
{
    public void Configure(EntityTypeBuilder<DelegatedGrant> builder)
    {
        builder.ToTable("delegated_grants").HasKey(g => new { g.PartnerId, g.Id });
        builder.HasOne<Tenant>().WithMany().HasForeignKey(g => g.PartnerId);
        builder.HasOne<Tenant>().WithMany().HasForeignKey(g => g.CustomerId);
        builder.HasMany(g => g.AllRoles).WithOne().HasForeignKey(r => new { r.PartnerId, r.GrantId });
        builder.Ignore(g => g.Roles);
        builder.Ignore(g => g.EndsAt);
        builder.Property(g => g.CustomerNameKey).UseCollation("C");

        // CUS-75: one open request, and the rights without end once, per partner and customer.
        builder.HasIndex(g => new { g.PartnerId, g.CustomerId }, "ux_delegated_grants_requested")
            .IsUnique().HasFilter("state = 'Requested'");
        builder.HasIndex(g => new { g.PartnerId, g.CustomerId }, "ux_delegated_grants_classic")
            .IsUnique().HasFilter("state = 'Active' and days is null");

        // A partner's list, by customer, by end or by age, all of it or those in one state.
        builder.HasIndex(g => new { g.PartnerId, g.CustomerNameKey, g.Id }, "ix_delegated_grants_list");
        builder.HasIndex(g => new { g.PartnerId, g.Until, g.Id }, "ix_delegated_grants_end");
        builder.HasIndex(g => new { g.PartnerId, g.State, g.CustomerNameKey, g.Id }, "ix_delegated_grants_state");
        builder.HasIndex(g => new { g.PartnerId, g.CustomerId, g.Id }, "ix_delegated_grants_pair");

        // What a customer gave or is asked for, and one of them by its id.
        builder.HasIndex(g => new { g.CustomerId, g.State, g.Until }, "ix_delegated_grants_customer");
        builder.HasIndex(g => new { g.CustomerId, g.Id }, "ix_delegated_grants_customer_id");

        builder.HasIndex(g => g.DueAt, "ix_delegated_grants_due").HasFilter("due_at is not null");
    }

    public void Configure(EntityTypeBuilder<GrantedRole> builder)
    {
        builder.ToTable("delegated_grant_roles").HasKey(r => new { r.PartnerId, r.GrantId, r.Role, r.Agents });
        builder.Ignore(r => r.Pair);
        builder.HasIndex(r => new { r.PartnerId, r.Role, r.GrantId });
    }

    public void Configure(EntityTypeBuilder<GrantUse> builder)
    {
        builder.ToTable("delegated_grant_uses").HasKey(u => new { u.PartnerId, u.GrantId, u.Role, u.Agents, u.Day });
        builder.HasOne<DelegatedGrant>().WithMany().HasForeignKey(u => new { u.PartnerId, u.GrantId });
    }

    public void Configure(EntityTypeBuilder<GrantChange> builder)
    {
        builder.ToTable("delegated_grant_changes").HasKey(c => new { c.PartnerId, c.GrantId, c.Id });
        builder.HasOne<DelegatedGrant>().WithMany().HasForeignKey(c => new { c.PartnerId, c.GrantId });
    }
}

public static class GrantTables
{
    extension(KontorDb db)
    {
        public DbSet<DelegatedGrant> DelegatedGrants => db.Set<DelegatedGrant>();

        public DbSet<GrantUse> GrantUses => db.Set<GrantUse>();

        public DbSet<GrantChange> GrantChanges => db.Set<GrantChange>();
    }
}
