using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Accounts;

internal sealed class AccountStorage :
    IEntityTypeConfiguration<Organisation>,
    IEntityTypeConfiguration<Tenant>,
    IEntityTypeConfiguration<TenantDomain>,
    IEntityTypeConfiguration<NetworkId>,
    IEntityTypeConfiguration<LocationDetails>
{
    /// <summary>ACC-27: a partner tenant has at most one tenant for shared services.</summary>
    public const string OneSharedServicesEach = "ux_tenants_shared_services";

    public void Configure(EntityTypeBuilder<Organisation> builder)
    {
        builder.ToTable("organisations");
        builder.Property(o => o.Name).HasMaxLength(Organisation.MaxNameLength);
        builder.HasIndex(o => o.ControlGroupId).HasFilter("control_group_id is not null");
        builder.HasOne<Organisation>().WithMany().HasForeignKey(o => o.MergedIntoId);
    }

    public void Configure(EntityTypeBuilder<Tenant> builder)
    {
        builder.ToTable("tenants", table => table.HasCheckConstraint(
            "ck_tenants_shared_services", "(kind = 'SharedServices') = (shared_services_of is not null)"));
        builder.HasOne<Organisation>().WithMany().HasForeignKey(t => t.OrganisationId);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(t => t.HomeOrganisationId);
        builder.HasOne<Tenant>().WithMany().HasForeignKey(t => t.SharedServicesOf);
        builder.HasIndex(t => t.SharedServicesOf).IsUnique().HasDatabaseName(OneSharedServicesEach);
        builder.Property(t => t.Qualifications).HasConversion<int>();
        builder.Property(t => t.Market).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Throw); // ACC-50
    }

    public void Configure(EntityTypeBuilder<TenantDomain> builder)
    {
        builder.ToTable("tenant_domains").HasKey(d => d.Domain);
        builder.HasOne<Tenant>().WithMany().HasForeignKey(d => d.TenantId);
    }

    public void Configure(EntityTypeBuilder<NetworkId> builder)
    {
        builder.ToTable("network_ids");
        builder.HasOne<Organisation>().WithMany().HasForeignKey(n => n.OrganisationId);

        // ACC-42: one partner tenant, one location network id; of two tenants that take a free one, the second finds it taken.
        builder.Property(n => n.TenantId).IsConcurrencyToken();
        builder.HasIndex(n => n.TenantId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<LocationDetails> builder)
    {
        builder.ToTable("location_details").HasKey(d => d.NetworkId);
        builder.HasOne<NetworkId>().WithOne().HasForeignKey<LocationDetails>(d => d.NetworkId);
        builder.Property(d => d.CompanyName).HasMaxLength(Organisation.MaxNameLength);
        builder.Property(d => d.Version).IsConcurrencyToken();
    }
}

public static class AccountTables
{
    extension(KontorDb db)
    {
        public DbSet<Organisation> Organisations => db.Set<Organisation>();

        public DbSet<Tenant> Tenants => db.Set<Tenant>();

        public DbSet<TenantDomain> TenantDomains => db.Set<TenantDomain>();

        public DbSet<NetworkId> NetworkIds => db.Set<NetworkId>();

        public DbSet<LocationDetails> LocationDetails => db.Set<LocationDetails>();
    }
}
