using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Sandbox;

internal sealed class SandboxStorage : IEntityTypeConfiguration<SandboxMail>, IEntityTypeConfiguration<WorldRecord>
{
    public void Configure(EntityTypeBuilder<SandboxMail> builder)
    {
        builder.ToTable("sandbox_mails");
        builder.HasIndex(m => new { m.ArrivedAt, m.Id });
        builder.HasIndex(m => new { m.Recipient, m.ArrivedAt });
    }

    public void Configure(EntityTypeBuilder<WorldRecord> builder)
    {
        builder.ToTable("demo_worlds", table => table.HasCheckConstraint("ck_demo_worlds_one", "id = 1"));
        builder.Property(w => w.Id).ValueGeneratedNever();
    }
}

public static class SandboxTables
{
    extension(KontorDb db)
    {
        public DbSet<SandboxMail> SandboxMails => db.Set<SandboxMail>();

        public DbSet<WorldRecord> WorldRecords => db.Set<WorldRecord>();
    }
}
