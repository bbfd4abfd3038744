using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Users;

/// <summary>The page takes a file with users, as large as one may be.</summary>
internal sealed class TakesUsersAttribute() : TakesFileAttribute(UserFile.MaxMegabytes)
{
    public override Reason TooLarge => UserReasons.FileTooLarge.About(UserFile.MaxMegabytes * 1024);
}
