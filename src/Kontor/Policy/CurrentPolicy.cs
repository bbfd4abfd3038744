using System.Text.Json;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Policy;

/// <summary>
/// The policy in force. Read at start and looked for again every few seconds, so that a change made at one server
/// reaches the others without asking the database at each request.
/// </summary>
public sealed class CurrentPolicy(IServiceScopeFactory scopes, TimeProvider clock, ILogger<CurrentPolicy> log) : BackgroundService
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);

    private volatile ProgramPolicy _value = ProgramPolicy.Default;

    public ProgramPolicy Value => _value;

    /// <summary>Reads the highest version; without one the defaults hold. A document with mistakes is refused.</summary>
    public async Task Load(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<KontorDb>();
        var newest = await db.PolicyVersions.AsNoTracking().OrderByDescending(p => p.Version).FirstOrDefaultAsync(cancel);
        var policy = newest is null ? ProgramPolicy.Default : Parse(newest.Document);
        var mistakes = policy.Mistakes();
        if (mistakes.Count > 0)
        {
            throw new InvalidOperationException(
                $"Version {newest?.Version} of the program policy is out of range in: {string.Join(", ", mistakes)}.");
        }

        _value = policy;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookAgain, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Load(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                log.LogWarning("The policy of before stays in force: {Reason}", error.Message);
            }
        }
    }

    private static ProgramPolicy Parse(string document) =>
        JsonSerializer.Deserialize<ProgramPolicy>(document, JsonSerializerOptions.Web)
        ?? throw new InvalidOperationException("The program policy is empty.");
}
