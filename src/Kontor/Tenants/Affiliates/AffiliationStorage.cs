using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Tenants;

internal sealed class AffiliationStorage : IEntityTypeConfiguration<AffiliationChange>
{
    public void Configure(EntityTypeBuilder<AffiliationChange> builder)
    {
        builder.ToTable("affiliation_changes");
        builder.HasOne<Organisation>().WithMany().HasForeignKey(c => c.OrganisationId);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(c => c.OtherId);
        builder.Property(c => c.Note).HasMaxLength(AffiliationChange.MaxNoteLength);

        // What was recorded of an organization, from either side, the newest first.
        builder.HasIndex(c => new { c.OrganisationId, c.Id });
        builder.HasIndex(c => new { c.OtherId, c.Id });
    }
}

public static class AffiliationTables
{
    extension(KontorDb db)
    {
        public DbSet<AffiliationChange> AffiliationChanges => db.Set<AffiliationChange>();
    }
}
