using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Membership;

internal sealed class MembershipStorage :
    IEntityTypeConfiguration<MembershipAccount>,
    IEntityTypeConfiguration<MembershipProfile>
{
    public const string UserNameIndex = "ux_membership_accounts_user_name";

    public void Configure(EntityTypeBuilder<MembershipAccount> builder)
    {
        builder.ToTable("membership_accounts");
        builder.Property(a => a.UserName).HasMaxLength(MembershipAccount.MaxUserNameLength);
        builder.HasIndex(a => a.UserName).IsUnique().HasDatabaseName(UserNameIndex);
    }

    public void Configure(EntityTypeBuilder<MembershipProfile> builder)
    {
        builder.ToTable("membership_profiles").HasKey(p => p.NetworkId);
        builder.Property(p => p.LegalName).HasMaxLength(Organisation.MaxNameLength);
        builder.HasOne<MembershipAccount>().WithMany().HasForeignKey(p => p.AccountId);
        builder.HasIndex(p => p.AccountId);
    }
}

public static class MembershipTables
{
    extension(KontorDb db)
    {
        public DbSet<MembershipAccount> MembershipAccounts => db.Set<MembershipAccount>();

        public DbSet<MembershipProfile> MembershipProfiles => db.Set<MembershipProfile>();
    }
}
