using System.Text.Json;
using Kontor.Activity;
using Kontor.Announcements;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Policy;

/// <summary>The policy in force and its number, by which a change says what it was made from.</summary>
public sealed record NumberedPolicy(int Version, ProgramPolicy Policy);

/// <summary>
/// Use case: an operator changes the program policy. Each change is a new version; of two changes made from the same
/// version one is refused. Partners read of it in an announcement that is saved with it (MUL-09).
/// </summary>
public sealed class ChangePolicy(KontorDb db, CurrentPolicy current, TimeProvider clock)
{
    /// <param name="actor">The operator.</param>
    /// <param name="policy">The whole document.</param>
    /// <param name="madeFrom">The version that the operator looked at; 0 while the defaults hold.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<NumberedPolicy>> Handle(
        Actor actor, ProgramPolicy policy, int madeFrom, CancellationToken cancel)
    {
        var now = clock.Now();
        var mistakes = policy.Mistakes();
        if (mistakes.Count > 0)
        {
            return PolicyReasons.OutOfRange.About(string.Join(", ", mistakes));
        }

        if (await Newest(cancel) != madeFrom)
        {
            return PolicyReasons.ChangedMeanwhile;
        }

        var former = await Former(cancel);
        var version = new PolicyVersion
        {
            Version = madeFrom + 1,
            Document = JsonSerializer.Serialize(policy, JsonSerializerOptions.Web),
            ChangedAt = now,
            ChangedBy = actor.UserId,
        };
        db.Add(version);
        db.Record(actor, "PolicyChanged", $"{version.Version}", null, policy, now);
        if (PolicyNews.Of(former, policy) is { } news)
        {
            db.AddAnnouncement(news, version.Version, now);
        }

        if (await db.TrySaveChanges(cancel) is not null)
        {
            return PolicyReasons.ChangedMeanwhile;
        }

        await current.Load(cancel);
        return new NumberedPolicy(version.Version, policy);
    }

    /// <summary>The policy in force with its number.</summary>
    public async Task<NumberedPolicy> Find(CancellationToken cancel)
    {
        await current.Load(cancel);
        return new(await Newest(cancel), current.Value);
    }

    /// <summary>The policy before, as it is on record and not as this server remembers it.</summary>
    private async Task<ProgramPolicy> Former(CancellationToken cancel)
    {
        await current.Load(cancel);
        return current.Value;
    }

    private async Task<int> Newest(CancellationToken cancel) =>
        await db.PolicyVersions.MaxAsync(p => (int?)p.Version, cancel) ?? 0;
}
