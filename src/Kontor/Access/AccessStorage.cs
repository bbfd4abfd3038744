using System.Collections.Immutable;
using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Kontor.Access;

/// <summary>
/// Identity's tables are mapped here, so that the one context stays a plain one. Its roles are not used: ours are an
/// enumeration.
/// </summary>
internal sealed class UserStorage :
    IEntityTypeConfiguration<User>,
    IEntityTypeConfiguration<IdentityUserClaim<Guid>>,
    IEntityTypeConfiguration<IdentityUserLogin<Guid>>,
    IEntityTypeConfiguration<IdentityUserToken<Guid>>,
    IEntityTypeConfiguration<RoleAssignment>,
    IEntityTypeConfiguration<RoleLocation>,
    IEntityTypeConfiguration<AccountClaim>
{
    public const string UserNameIndex = "ix_users_normalized_user_name";
    public const string OneGuestEach = "ux_users_guest";
    public const string ByNameIndex = "ix_users_name";
    public const string ByAgeIndex = "ix_users_age";

    private const string NameKey = "NameKey";

    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.ToTable("users", table => table.HasCheckConstraint(
            "ck_users_guest", "home_user_id is null or password_hash is null"));
        builder.HasOne<User>().WithMany().HasForeignKey(u => u.HomeUserId);
        builder.HasIndex(u => new { u.HomeUserId, u.TenantId }).IsUnique().HasDatabaseName(OneGuestEach)
            .HasFilter("home_user_id is not null");
        builder.Ignore(u => u.UserId);
        builder.HasOne<Tenant>().WithMany().HasForeignKey(u => u.TenantId);
        builder.Property<string>(NameKey).HasComputedColumnSql("lower(full_name)", stored: true).UseCollation("C");
        builder.HasIndex("TenantId", NameKey, "Id").HasDatabaseName(ByNameIndex);
        builder.HasIndex(u => new { u.TenantId, u.Id }).HasDatabaseName(ByAgeIndex);
        builder.Property(u => u.UserName).HasMaxLength(User.MaxUserNameLength).IsRequired();
        builder.Property(u => u.NormalizedUserName).HasMaxLength(User.MaxUserNameLength).IsRequired();
        builder.HasIndex(u => u.NormalizedUserName).IsUnique().HasDatabaseName(UserNameIndex)
            .HasFilter("home_user_id is null");
        builder.Property(u => u.Email).HasMaxLength(User.MaxUserNameLength);
        builder.Property(u => u.NormalizedEmail).HasMaxLength(User.MaxUserNameLength);
        builder.Property(u => u.FullName).HasMaxLength(User.MaxNameLength);
        builder.Property(u => u.SecurityStamp).IsRequired();
        builder.Property(u => u.ConcurrencyStamp).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> builder)
    {
        builder.ToTable("user_claims").HasKey(c => c.Id);
        builder.HasOne<User>().WithMany().HasForeignKey(c => c.UserId);
    }

    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> builder)
    {
        builder.ToTable("user_logins").HasKey(l => new { l.LoginProvider, l.ProviderKey });
        builder.HasOne<User>().WithMany().HasForeignKey(l => l.UserId);
    }

    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder)
    {
        builder.ToTable("user_tokens").HasKey(t => new { t.UserId, t.LoginProvider, t.Name });
        builder.HasOne<User>().WithMany().HasForeignKey(t => t.UserId);
    }

    public void Configure(EntityTypeBuilder<RoleAssignment> builder)
    {
        builder.ToTable("role_assignments", table => table.HasCheckConstraint(
                "ck_role_assignments_scope", "not is_whole_company or role in ('ReferralsAdmin', 'ReferralsUser')"))
            .HasKey(a => new { a.UserId, a.Role });
        builder.HasOne<User>().WithMany().HasForeignKey(a => a.UserId);
    }

    public void Configure(EntityTypeBuilder<RoleLocation> builder)
    {
        builder.ToTable("role_locations").HasKey(l => new { l.UserId, l.Role, l.NetworkId });
        builder.HasOne<RoleAssignment>().WithMany().HasForeignKey(l => new { l.UserId, l.Role })
            .OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<NetworkId>().WithMany().HasForeignKey(l => l.NetworkId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<AccountClaim> builder)
    {
        builder.ToTable("account_claims").HasKey(c => c.TokenHash);

        // Of two who use a link at once, one changes the row that the other has read.
        builder.Property(c => c.ClosedAt).IsConcurrencyToken();
        builder.HasIndex(c => c.UserId);
    }
}

internal sealed class ApplicationStorage :
    IEntityTypeConfiguration<ApiApplication>,
    IEntityTypeConfiguration<SigningKey>,
    IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<ApiApplication> builder)
    {
        builder.ToTable("api_applications").HasKey(a => a.ClientId);
        builder.HasOne<Tenant>().WithMany().HasForeignKey(a => a.TenantId);
        builder.HasIndex(a => a.TenantId);
        builder.Property(a => a.Name).HasMaxLength(ApiApplication.MaxNameLength);
        builder.Property(a => a.Roles).HasConversion(new RolesConverter(), new RolesComparer());
    }

    public void Configure(EntityTypeBuilder<SigningKey> builder)
    {
        builder.ToTable("signing_keys").HasKey(k => k.Kid);
        builder.Ignore(k => k.Period);
        builder.HasIndex(k => k.Generation).IsUnique();
    }

    public void Configure(EntityTypeBuilder<DataProtectionKey> builder)
    {
        builder.ToTable("data_protection_keys").HasKey(k => k.Id);
        builder.Property(k => k.Xml).HasColumnType("text");
    }

    /// <summary>An array of the roles' names.</summary>
    private sealed class RolesConverter() : ValueConverter<ImmutableArray<Role>, string[]>(
        roles => roles.Select(role => role.ToString()).ToArray(),
        names => names.Select(Enum.Parse<Role>).ToImmutableArray());

    private sealed class RolesComparer() : ValueComparer<ImmutableArray<Role>>(
        (left, right) => left.SequenceEqual(right),
        roles => roles.Length,
        roles => roles);
}

public static class AccessTables
{
    extension(KontorDb db)
    {
        public DbSet<User> Users => db.Set<User>();

        public DbSet<RoleAssignment> RoleAssignments => db.Set<RoleAssignment>();

        public DbSet<RoleLocation> RoleLocations => db.Set<RoleLocation>();

        public DbSet<AccountClaim> AccountClaims => db.Set<AccountClaim>();

        public DbSet<ApiApplication> ApiApplications => db.Set<ApiApplication>();

        public DbSet<SigningKey> SigningKeys => db.Set<SigningKey>();
    }
}
