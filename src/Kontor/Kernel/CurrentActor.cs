namespace Kontor.Kernel;

/// <summary>Where the actor of a request is kept, once Access has found out who is asking.</summary>
public static class CurrentActor
{
    private static readonly object Key = new();

    /// <summary>Who is asking, or null when the request is not signed in.</summary>
    public static Actor? ActorOrNull(this HttpContext context) => context.Items[Key] as Actor;

    public static void SetActor(this HttpContext context, Actor actor) => context.Items[Key] = actor;
}
