using System.Text;
using Kontor.Access;
using Kontor.Jobs;
using Kontor.Kernel;

namespace Kontor.Users;

/// <summary>Use case: a file with users is taken in, and they are added in the background.</summary>
public sealed class StartUserImport(StartJob start, AddUser add)
{
    /// <param name="actor">A person, who alone gets the passwords.</param>
    /// <param name="file">CSV; null for none.</param>
    /// <param name="name">As it is called.</param>
    /// <param name="language">Of users whose row names none.</param>
    /// <param name="cancel">Set when nobody waits any more.</param>
    public async Task<Result<Job>> Handle(
        Actor actor, Stream? file, string name, string language, CancellationToken cancel)
    {
        var may = await add.MayAdd(actor, cancel);
        if (!may.IsGranted)
        {
            return may;
        }

        if (actor.UserId is null)
        {
            return AccessReasons.UserNotFound;
        }

        if (file is null || name.Length == 0)
        {
            return UserReasons.NoFile;
        }

        using var content = new MemoryStream();
        var chunk = new byte[16 * 1024];
        for (int read; (read = await file.ReadAsync(chunk, cancel)) > 0;)
        {
            content.Write(chunk, 0, read);
            if (content.Length > UserFile.MaxMegabytes * 1024 * 1024)
            {
                return UserReasons.FileTooLarge.About(UserFile.MaxMegabytes * 1024);
            }
        }

        // What cannot be read at all is said at once, not by a job.
        var users = UserFile.Read(Encoding.UTF8.GetString(content.ToArray()), language);
        if (users.ValueOrNull is null)
        {
            return users.Decision;
        }

        content.Position = 0;
        return await start.Handle(
            actor,
            new JobWish(
                ImportUsersJob.Kind, [JobFile.NameOf(name)], new ImportUsersArguments(language), content, name),
            cancel);
    }
}
