using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Tenants;

internal sealed class MergeStorage : IEntityTypeConfiguration<MergeInvitation>
{
    /// <summary>One invitation of one organization to another is open at a time.</summary>
    public const string OneOpen = "ux_merge_invitations_open";

    public void Configure(EntityTypeBuilder<MergeInvitation> builder)
    {
        builder.ToTable("merge_invitations");
        builder.HasOne<Organisation>().WithMany().HasForeignKey(i => i.InvitingId);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(i => i.InvitedId);
        builder.HasOne<Tenant>().WithMany().HasForeignKey(i => i.InvitingTenantId);
        builder.HasOne<Tenant>().WithMany().HasForeignKey(i => i.InvitedTenantId);

        // Of an answer and a revocation at once, the second finds another state than it read.
        builder.Property(i => i.State).IsConcurrencyToken();
        builder.HasIndex(i => new { i.InvitingId, i.InvitedId }).IsUnique()
            .HasFilter("state = 'Open'").HasDatabaseName(OneOpen);

        // What waits for an answer of the invited organization.
        builder.HasIndex(i => new { i.InvitedTenantId, i.ExpiresAt })
            .HasFilter("state = 'Open'").HasDatabaseName("ix_merge_invitations_waiting");
    }
}

public static class MergeTables
{
    extension(KontorDb db)
    {
        public DbSet<MergeInvitation> MergeInvitations => db.Set<MergeInvitation>();
    }
}
