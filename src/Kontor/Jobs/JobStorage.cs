using System.Collections.Immutable;
using System.Text.Json;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Kontor.Jobs;

internal sealed class JobStorage :
    IEntityTypeConfiguration<Job>,
    IEntityTypeConfiguration<JobFile>,
    IEntityTypeConfiguration<JobFileChunk>
{
    private const string TitleKey = "TitleKey";

    public void Configure(EntityTypeBuilder<Job> builder)
    {
        builder.ToTable("jobs").HasKey(j => new { j.TenantId, j.Id });
        builder.Property(j => j.Version).IsConcurrencyToken();
        builder.Property(j => j.Reasons).HasConversion(new ReasonsConverter(), new ReasonsComparer());
        builder.Property(j => j.Arguments).HasColumnType("text");

        // What servers look for, and what the top bar shows: a few rows, however many are finished.
        builder.HasIndex(j => j.DueAt).HasFilter("finished_at is null");
        builder.HasIndex(j => new { j.TenantId, j.CreatedAt }).HasFilter("finished_at is null");

        // Who does not hold the claim any more finds nothing.
        builder.HasIndex(j => j.Claim).IsUnique().HasFilter("claim is not null");

        // The operators' lists, and what is removed when its time is over.
        builder.HasIndex(j => j.Id);
        builder.HasIndex(j => new { j.State, j.Id });
        builder.HasIndex(j => j.FinishedAt).HasFilter("finished_at is not null");

        // What people search for, such as the name of a file.
        builder.Property<string?>(TitleKey).HasComputedColumnSql("lower(title[1])", stored: true).UseCollation("C");
        builder.HasIndex(TitleKey);

        builder.HasIndex(j => j.FileId).HasFilter("file_id is not null");
        builder.HasIndex(j => j.OutputId).HasFilter("output_id is not null");

        // A second click finds the job of the first.
        builder.HasIndex(j => new { j.TenantId, j.OnceKey }).IsUnique()
            .HasFilter("finished_at is null and once_key is not null");
    }

    public void Configure(EntityTypeBuilder<JobFile> builder)
    {
        builder.ToTable("job_files").HasKey(f => new { f.TenantId, f.Id });
        builder.Property(f => f.Name).HasMaxLength(Job.MaxTitleLength);
        builder.HasIndex(f => f.CreatedAt);
    }

    public void Configure(EntityTypeBuilder<JobFileChunk> builder)
    {
        builder.ToTable("job_file_chunks").HasKey(c => new { c.TenantId, c.FileId, c.Number });
        builder.HasOne<JobFile>().WithMany().HasForeignKey(c => new { c.TenantId, c.FileId });
    }

    private sealed class ReasonsConverter() : ValueConverter<ImmutableArray<Reason>, string>(
        reasons => Write(reasons), json => Read(json));

    private sealed class ReasonsComparer() : ValueComparer<ImmutableArray<Reason>>(
        (one, other) => one.SequenceEqual(other), reasons => reasons.Length, reasons => reasons);

    private static string Write(ImmutableArray<Reason> reasons) =>
        JsonSerializer.Serialize(reasons, ReasonJson.Options);

    private static ImmutableArray<Reason> Read(string json) =>
        JsonSerializer.Deserialize<ImmutableArray<Reason>>(json, ReasonJson.Options);
}

public static class JobTables
{
    extension(KontorDb db)
    {
        public DbSet<Job> Jobs => db.Set<Job>();

        public DbSet<JobFile> JobFiles => db.Set<JobFile>();
    }
}
