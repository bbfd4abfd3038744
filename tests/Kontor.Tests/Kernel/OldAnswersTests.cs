using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kontor.Tests.Requests;

/// <summary>Answers that are kept for repeated requests do not pile up.</summary>
public sealed class OldAnswersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_older_than_its_lifetime_is_removed_once_whoever_looks_and_the_rest_stays()
    {
        await using var world = await World.Create();
        var tenant = await world.Customer();
        await using (var db = world.Db())
        {
            db.AddRange(Enumerable.Range(0, 4_500).Select(number => new RequestAnswer
            {
                TenantId = tenant.Id,
                Key = $"{number}",
                Fingerprint = [1],
                Status = 200,
                Body = [],
                AnsweredAt = world.Now - TimeSpan.FromHours(number < 4_400 ? 25 : 23),
            }));
            await db.SaveChangesAsync(Cancel);
        }

        var removed = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            using var answers = new OldAnswers(
                world.Source, () => TimeSpan.FromHours(24), world.Clock, NullLogger<OldAnswers>.Instance);
            return await answers.Remove(Cancel);
        })));

        await using var after = world.Db();
        Assert.Equal(4_400, removed.Sum());
        Assert.Equal(100, await after.Set<RequestAnswer>().CountAsync(Cancel));
    }
}
