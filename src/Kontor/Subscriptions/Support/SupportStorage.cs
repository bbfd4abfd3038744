using Kontor.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Subscriptions;

internal sealed class SupportStorage :
    IEntityTypeConfiguration<DesignatedContact>,
    IEntityTypeConfiguration<SubscriptionSupporter>
{
    public void Configure(EntityTypeBuilder<DesignatedContact> builder)
    {
        // The key keeps two who choose at once from both choosing.
        builder.ToTable("designated_contacts").HasKey(c => new { c.PartnerId, c.SubscriptionId });
        builder.HasOne<Subscription>().WithOne().HasForeignKey<DesignatedContact>(c => new { c.PartnerId, c.SubscriptionId });
        builder.HasOne<Tenant>().WithMany().HasForeignKey(c => c.ContactId);
        builder.Property(c => c.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<SubscriptionSupporter> builder)
    {
        // The key lets a partner support a subscription once.
        builder.ToTable("subscription_supporters").HasKey(s => new { s.PartnerId, s.SubscriptionId, s.SupporterId });
        builder.HasOne<Subscription>().WithMany().HasForeignKey(s => new { s.PartnerId, s.SubscriptionId });
        builder.HasOne<Tenant>().WithMany().HasForeignKey(s => s.SupporterId);
    }
}
