using System.Text;
using System.Text.Json;
using Kontor.Access;
using Kontor.Jobs;
using Kontor.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Users;

/// <summary>What an import in the background is told.</summary>
/// <param name="Language">Of users whose row names none.</param>
public sealed record ImportUsersArguments(string Language);

/// <summary>A row that was not taken, and why.</summary>
public sealed record RejectedUser(int Line, string UserName, IReadOnlyList<Reason> Reasons);

/// <summary>What an import did, as it is kept with its job; the passwords are kept elsewhere.</summary>
/// <param name="Added">Users.</param>
/// <param name="Rejected">Rows.</param>
/// <param name="Rejections">The first of the rejected rows.</param>
public sealed record UserImport(int Added, int Rejected, IReadOnlyList<RejectedUser> Rejections);

/// <summary>
/// Adds the users of a file in the background. Whoever wanted it is asked again what they may do. That the users are there,
/// that their passwords can be fetched and that the job has succeeded is one transaction, so no attempt doubles another.
/// </summary>
public sealed class ImportUsersJob(
    KontorDb db, Subjects subjects, AddUser add, AddGuest addGuest, CreateUser create, UserManager<User> users,
    ImportedPasswords passwords)
    : IJobHandler
{
    public static readonly JobKind Kind =
        new("importUsers", Permission.ManageUsers, MayRetry: true, typeof(ImportUsersResult)) { IsPersonal = true };

    /// <summary>Rejected rows that are kept with the job; the others are counted.</summary>
    private const int MostRejections = 200;

    private const int Steps = 2;

    /// <summary>What an import did.</summary>
    public static UserImport? ResultOf(Job job) =>
        job.Result is { } json ? JsonSerializer.Deserialize<UserImport>(json, ReasonJson.Options) : null;

    public async Task<JobOutcome> Run(JobRun run, CancellationToken cancel)
    {
        if (run.Actor.UserId is not { } person || await subjects.Find(new SubjectKey(person, null)) is not { } subject)
        {
            return JobOutcome.Refused(Decision.Refused(AccessReasons.NotSignedIn));
        }

        var actor = subject.Actor;
        var may = new Caller { Subject = subject }.May(Permission.ManageUsers).And(await add.MayAdd(actor, cancel));
        if (!may.IsGranted)
        {
            return JobOutcome.Refused(may);
        }

        var file = await run.File(cancel);
        using var reader = new StreamReader(run.OpenFile(file.Length), Encoding.UTF8);
        var read = UserFile.Read(await reader.ReadToEndAsync(cancel), run.Arguments<ImportUsersArguments>().Language);
        return read.ValueOrNull is { } rows
            ? await Import(run, actor, await Checked(actor, rows, cancel), cancel)
            : JobOutcome.Refused(read.Decision);
    }

    /// <summary>Which rows can be taken, as far as can be told before it is tried.</summary>
    private async Task<List<UserFileRow>> Checked(
        Actor actor, IReadOnlyList<UserFileRow> rows, CancellationToken cancel)
    {
        string?[] names = [.. rows.Select(row => users.NormalizeName(row.Wish.UserName))];
        var taken = (await db.Users.Where(user => names.Contains(user.NormalizedUserName) && user.HomeUserId == null)
            .Select(user => user.NormalizedUserName!).ToListAsync(cancel)).ToHashSet();
        var seen = new HashSet<string>();
        return
        [
            .. rows.Select((row, number) => row with
            {
                Decision = row.Decision.And(row.IsGuest ? AddGuest.MayAdd(actor, row.Wish) : AddUser.MayAdd(actor, row.Wish))
                    .And(RoleRules.MayHold(actor.TenantKind, row.Wish.Roles))
                    .And(Decision.RequireAll(
                        (row.IsGuest || !taken.Contains(names[number]!), AccessReasons.UserNameTaken),
                        (seen.Add(names[number]!), UserReasons.NameRepeated))),
            }),
        ];
    }

    private async Task<JobOutcome> Import(
        JobRun run, Actor actor, List<UserFileRow> rows, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var (made, guests, rejected) = (new List<UserWithPassword>(), 0, new List<RejectedUser>());
        foreach (var row in rows)
        {
            cancel.ThrowIfCancellationRequested();
            var password = PasswordChoice.New();
            var prepared = !row.Decision.IsGranted ? row.Decision
                : row.IsGuest ? await addGuest.Prepare(actor, row.Wish, cancel)
                : await add.Prepare(actor, row.Wish, password, cancel);
            if (prepared.ValueOrNull is { HomeUserId: not null })
            {
                guests++;
            }
            else if (prepared.ValueOrNull is { } user)
            {
                made.Add(new UserWithPassword(user, password));
            }
            else
            {
                rejected.Add(new RejectedUser(row.Line, row.Wish.UserName, [.. prepared.Decision.Reasons]));
            }

            var done = made.Count + guests + rejected.Count;
            run.Report(new JobProgress(1, Steps, "Add", done, rows.Count, done, rejected.Count));
        }

        run.Report(new JobProgress(Steps, Steps, "Save", 0, 0, rows.Count, rejected.Count));
        var result = JsonSerializer.Serialize(
            new UserImport(made.Count + guests, rejected.Count, [.. rejected.Take(MostRejections)]), ReasonJson.Options);
        if (!(await create.Save(cancel)).IsGranted)
        {
            // Somebody took a name in this moment: the next attempt rejects that row.
            throw new InvalidOperationException("A user name was taken while the users were added.");
        }

        await passwords.Keep(run.Id, actor, made, cancel);
        await run.Succeed(db, result, cancel);
        await transaction.CommitAsync(cancel);
        return JobOutcome.Done(result);
    }
}
