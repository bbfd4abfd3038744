using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Customers;

internal sealed class CustomerStorage :
    IEntityTypeConfiguration<CustomerRelationship>,
    IEntityTypeConfiguration<RelationshipEnd>,
    IEntityTypeConfiguration<SharedCustomer>,
    IEntityTypeConfiguration<CustomerInvitation>
{
    /// <summary>CUS-75: at most one active relationship of a kind per partner and customer.</summary>
    public const string OneActivePerPair = "ux_customer_relationships_active";

    /// <summary>REL-60: of two who ask the same customer for the same reseller at once, one does.</summary>
    public const string OneRequestEach = "ux_customer_invitations_one_request_each";

    /// <summary>Made for one address and still open, as long as it has not expired (REL-30).</summary>
    private const string Unanswered = "email is not null and answered_at is null and revoked_at is null";

    public void Configure(EntityTypeBuilder<CustomerRelationship> builder)
    {
        builder.ToTable("customer_relationships").HasKey(r => new { r.PartnerId, r.Id });
        builder.HasOne<Tenant>().WithMany().HasForeignKey(r => r.PartnerId);
        builder.HasOne<Tenant>().WithMany().HasForeignKey(r => r.CustomerId);
        builder.Property(r => r.CustomerNameKey).UseCollation("C");
        builder.HasIndex(r => new { r.PartnerId, r.CustomerId, r.Kind }).IsUnique()
            .HasFilter("ended_at is null").HasDatabaseName(OneActivePerPair);

        // A partner's list of customers by name, a page at a time.
        builder.HasIndex(r => new { r.PartnerId, r.CustomerNameKey, r.CustomerId })
            .HasFilter("ended_at is null").HasDatabaseName("ix_customer_relationships_list");

        // The same list searched by domain.
        builder.Property(r => r.CustomerDomain).UseCollation("C");
        builder.HasIndex(r => new { r.PartnerId, r.CustomerDomain, r.CustomerId })
            .HasFilter("ended_at is null").HasDatabaseName("ix_customer_relationships_domain");

        // By the day they began, those that came last too, and narrowed to what few of them may have in common.
        builder.HasIndex(r => new { r.PartnerId, r.BegunAt, r.CustomerId })
            .HasFilter("ended_at is null").HasDatabaseName("ix_customer_relationships_since");
        builder.HasIndex(r => new { r.PartnerId, r.CustomerMarket, r.CustomerNameKey, r.CustomerId })
            .HasFilter("ended_at is null").HasDatabaseName("ix_customer_relationships_market");
        builder.HasIndex(r => new { r.PartnerId, r.AdminRights, r.CustomerNameKey, r.CustomerId })
            .HasFilter("ended_at is null").HasDatabaseName("ix_customer_relationships_rights");
        builder.HasIndex(r => new { r.PartnerId, r.Kind, r.CustomerNameKey, r.CustomerId })
            .HasFilter("ended_at is null").HasDatabaseName("ix_customer_relationships_kind");
        builder.HasIndex(r => new { r.PartnerId, r.Channel, r.CustomerNameKey, r.CustomerId })
            .HasFilter("ended_at is null").HasDatabaseName("ix_customer_relationships_channel");
        builder.HasIndex(r => r.CustomerId);

        // Of two who change a relationship while one of them ends it, the other finds it ended.
        builder.Property(r => r.EndedAt).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<RelationshipEnd> builder)
    {
        // The key keeps a relationship from ending twice.
        builder.ToTable("customer_relationship_ends").HasKey(e => new { e.PartnerId, e.RelationshipId });
        builder.HasOne<CustomerRelationship>().WithOne()
            .HasForeignKey<RelationshipEnd>(e => new { e.PartnerId, e.RelationshipId });
    }

    public void Configure(EntityTypeBuilder<SharedCustomer> builder)
    {
        builder.ToTable("shared_customers").HasKey(s => new { s.ProviderId, s.ResellerId, s.CustomerId });
        builder.HasOne<Tenant>().WithMany().HasForeignKey(s => s.CustomerId);
        builder.HasIndex(s => new { s.ResellerId, s.CustomerId });

        // What a provider and a reseller share, by name, a page at a time.
        builder.Property(s => s.CustomerNameKey).UseCollation("C");
        builder.HasIndex(s => new { s.ProviderId, s.ResellerId, s.CustomerNameKey, s.CustomerId })
            .HasDatabaseName("ix_shared_customers_list");
        builder.HasIndex(s => new { s.CustomerId, s.ProviderId });
    }

    public void Configure(EntityTypeBuilder<CustomerInvitation> builder)
    {
        builder.ToTable("customer_invitations");
        builder.HasOne<Tenant>().WithMany().HasForeignKey(i => i.PartnerId);
        builder.HasIndex(i => i.TokenHash).IsUnique();
        builder.HasIndex(i => new { i.PartnerId, i.CreatedAt });

        // What waits for an answer, for those who asked and for those who were asked.
        builder.HasIndex(i => new { i.PartnerId, i.ExpiresAt })
            .HasFilter(Unanswered).HasDatabaseName("ix_customer_invitations_unanswered");
        builder.HasIndex(i => new { i.Email, i.ExpiresAt })
            .HasFilter(Unanswered).HasDatabaseName("ix_customer_invitations_address");

        // REL-60: of what a provider asks for its resellers, one request a customer and reseller is open; the list of them,
        // the newest first; and what waits for a customer.
        builder.HasIndex(i => new { i.SenderId, i.PartnerId, i.CustomerId }).IsUnique()
            .HasFilter($"sender_id is not null and {Unanswered}").HasDatabaseName(OneRequestEach);
        builder.HasIndex(i => new { i.SenderId, i.PartnerId, i.CreatedAt, i.Id })
            .HasFilter("sender_id is not null").HasDatabaseName("ix_customer_invitations_sent_for");
        builder.HasIndex(i => new { i.CustomerId, i.ExpiresAt })
            .HasFilter($"customer_id is not null and {Unanswered}").HasDatabaseName("ix_customer_invitations_customer");
        builder.Property(i => i.Version).IsConcurrencyToken();
    }
}

public static class CustomerTables
{
    extension(KontorDb db)
    {
        public DbSet<CustomerRelationship> CustomerRelationships => db.Set<CustomerRelationship>();

        public DbSet<RelationshipEnd> RelationshipEnds => db.Set<RelationshipEnd>();

        /// <summary>
        /// The active relationships between a customer and some partners, held until the transaction ends: none of them
        /// ends, and nobody gives or takes rights, before what rests on them is saved.
        /// </summary>
        internal Task<List<CustomerRelationship>> HoldRelationships(
            TenantId customer, IReadOnlyCollection<TenantId> partners, CancellationToken cancel)
        {
            var (id, ids) = (customer.Value, partners.Select(partner => partner.Value).ToArray());
            return db.CustomerRelationships
                .FromSql($"""
                    select * from customer_relationships
                    where partner_id = any ({ids}) and customer_id = {id} and ended_at is null
                    order by partner_id, id for update
                    """)
                .ToListAsync(cancel);
        }

        public DbSet<SharedCustomer> SharedCustomers => db.Set<SharedCustomer>();

        public DbSet<CustomerInvitation> CustomerInvitations => db.Set<CustomerInvitation>();
    }
}
