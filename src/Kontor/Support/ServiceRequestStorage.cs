using Kontor.Accounts;
using Kontor.Elsewhere;
using Kontor.Kernel;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Support;

internal sealed class ServiceRequestStorage :
    IEntityTypeConfiguration<ServiceRequest>,
    IEntityTypeConfiguration<ServiceRequestEntry>
{
    public void Configure(EntityTypeBuilder<ServiceRequest> builder)
    {
        builder.ToTable("service_requests");
        builder.HasOne<Tenant>().WithMany().HasForeignKey(r => r.CustomerId);
        builder.HasOne<Tenant>().WithMany().HasForeignKey(r => r.PartnerId);
        builder.HasOne<Subscription>().WithMany().HasForeignKey(r => new { r.SellerId, r.SubscriptionId });
        builder.HasOne<OutsideSubscription>().WithMany().HasForeignKey(r => new { r.CustomerId, r.OutsideId });
        builder.Property(r => r.Number).HasMaxLength(ServiceRequest.NumberLength).UseCollation("C");
        builder.Property(r => r.Title).HasMaxLength(ServiceRequestWish.MaxTitleLength);
        builder.Property(r => r.TitleKey).UseCollation("C");
        builder.Property(r => r.Description).HasMaxLength(ServiceRequestWish.MaxTextLength);
        builder.Property(r => r.ContactName).HasMaxLength(PartnerContact.MaxNameLength);
        builder.Property(r => r.ContactEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(r => r.ContactPhone).HasMaxLength(PartnerContact.MaxPhoneLength);
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.HasIndex(r => r.Number).IsUnique();

        // The list of each side, by age and by when an answer is due, all of it or what stands in one state.
        builder.HasIndex(r => new { r.PartnerId, r.Id }, "ix_service_requests_partner");
        builder.HasIndex(r => new { r.PartnerId, r.DueAt, r.Id }, "ix_service_requests_partner_due");
        builder.HasIndex(r => new { r.PartnerId, r.State, r.Id }, "ix_service_requests_partner_state");
        builder.HasIndex(r => new { r.PartnerId, r.CustomerId, r.Id }, "ix_service_requests_partner_customer");
        builder.HasIndex(r => new { r.PartnerId, r.TitleKey, r.Id }, "ix_service_requests_partner_title");
        builder.HasIndex(r => new { r.CustomerId, r.Id }, "ix_service_requests_customer");
        builder.HasIndex(r => new { r.CustomerId, r.DueAt, r.Id }, "ix_service_requests_customer_due");
        builder.HasIndex(r => new { r.CustomerId, r.State, r.Id }, "ix_service_requests_customer_state");
        builder.HasIndex(r => new { r.CustomerId, r.TitleKey, r.Id }, "ix_service_requests_customer_title");
        builder.HasIndex(r => r.Id, "ix_service_requests_vendor").HasFilter("escalated_at is not null");
        builder.HasIndex(r => new { r.VendorDueAt, r.Id }, "ix_service_requests_vendor_due")
            .HasFilter("escalated_at is not null");
        builder.HasIndex(r => new { r.State, r.Id }, "ix_service_requests_vendor_state")
            .HasFilter("escalated_at is not null");
        builder.HasIndex(r => new { r.TitleKey, r.Id }, "ix_service_requests_vendor_title")
            .HasFilter("escalated_at is not null");

        // What waits for the partner that answers, and for the vendor.
        builder.HasIndex(r => new { r.PartnerId, r.DueAt }, "ix_service_requests_waiting")
            .HasFilter("state in ('New', 'Reopened', 'WaitingForPartner')");
        builder.HasIndex(r => r.VendorDueAt, "ix_service_requests_escalated").HasFilter("state = 'Escalated'");
    }

    public void Configure(EntityTypeBuilder<ServiceRequestEntry> builder)
    {
        // The key lets one thing happen to a version of a request.
        builder.ToTable("service_request_entries").HasKey(e => new { e.RequestId, e.Number });
        builder.HasOne<ServiceRequest>().WithMany().HasForeignKey(e => e.RequestId);
        builder.Property(e => e.Text).HasMaxLength(ServiceRequestWish.MaxTextLength);
    }
}

public static class ServiceRequestTables
{
    extension(KontorDb db)
    {
        public DbSet<ServiceRequest> ServiceRequests => db.Set<ServiceRequest>();

        public DbSet<ServiceRequestEntry> ServiceRequestEntries => db.Set<ServiceRequestEntry>();
    }
}
