using System.Diagnostics;

namespace Kontor.Sandbox;

/// <summary>The actors of the demo world as callers of a server.</summary>
internal sealed class Cast(HttpClient http, IReadOnlyDictionary<string, ActorCredentials> actors)
{
    private readonly Dictionary<(string Actor, string? User), DemoCaller> _callers = [];

    /// <summary>How long a mail or an event may take to arrive.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public ActorCredentials this[string actor] => actors.TryGetValue(actor, out var known)
        ? known
        : throw new WalkthroughException($"{CredentialsFile.Name} has no actor '{actor}'.");

    /// <summary>The actor's application on its own.</summary>
    public DemoCaller Application(string actor) => Caller(actor, null, null);

    /// <summary>The actor's global admin, signed in.</summary>
    public DemoCaller Admin(string actor) =>
        Caller(actor, "", new UserCredentials(this[actor].User, this[actor].Password));

    /// <summary>Another user of the actor, signed in.</summary>
    public DemoCaller User(string actor, string role) => Caller(actor, role, this[actor].Users[role]);

    /// <summary>Looks again until something is there or too much time has passed; then null.</summary>
    public static async Task<T?> Wait<T>(Func<Task<T?>> look, CancellationToken cancel)
        where T : class
    {
        for (var watch = Stopwatch.StartNew(); ;)
        {
            var found = await look();
            if (found is not null || watch.Elapsed > Patience)
            {
                return found;
            }

            await Task.Delay(Pause, cancel);
        }
    }

    private DemoCaller Caller(string actor, string? role, UserCredentials? user)
    {
        if (!_callers.TryGetValue((actor, role), out var caller))
        {
            _callers[(actor, role)] = caller = new DemoCaller(http, this[actor], user);
        }

        return caller;
    }
}
