using Kontor.Kernel;

namespace Kontor.Elsewhere;

/// <summary>
/// Says of an id that names no subscription of the program whether it was bought elsewhere: whoever may see that is told why
/// nothing about it is changed here, instead of that there is none (MUL-04, MUL-22, MUL-23).
/// </summary>
public sealed class WhereBought(OutsideSubscriptionQueries outside)
{
    /// <param name="actor">Who wants to change it.</param>
    /// <param name="id">What it names.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Null where there is nothing that the actor may see.</returns>
    public async Task<Reason?> WhyUnchangeable(Actor actor, SubscriptionId id, CancellationToken cancel) =>
        (await outside.Find(actor, new OutsideSubscriptionId(id.Value), cancel)).ValueOrNull is { } found
            ? ElsewhereRules.WhyUnchangeable(found)
            : null;
}
