using Kontor.Elsewhere;
using Kontor.Kernel;
using Kontor.Subscriptions;

namespace Kontor.Support;

/// <summary>Finds what a service request is about by the one id under which people know it.</summary>
public sealed class ServiceSubjects(SubscriptionQueries subscriptions, OutsideSubscriptionQueries outside)
{
    /// <summary>Null when it does not exist for the reader.</summary>
    public async Task<ServiceSubject?> Find(Actor reader, SubscriptionId id, CancellationToken cancel)
    {
        if (await subscriptions.Find(reader, id, cancel) is { Subscription: var sold })
        {
            return new ServiceSubject(sold, null);
        }

        var found = await outside.Find(reader, new OutsideSubscriptionId(id.Value), cancel);
        return found.ValueOrNull is { } elsewhere ? new ServiceSubject(null, elsewhere) : null;
    }

    /// <summary>Why there is none: a partner is told where managing what it has not sold is off (MUL-25).</summary>
    public async Task<Reason> WhyNone(Actor reader, SubscriptionId id, CancellationToken cancel)
    {
        var found = await outside.Find(reader, new OutsideSubscriptionId(id.Value), cancel);
        var off = found.Decision.Reasons.FirstOrDefault(reason => reason.Code == ElsewhereReasons.MultiChannelOff.Code);
        return off is null ? ServiceRequestReasons.SubscriptionUnknown : ServiceRequestReasons.MultiChannelOff.About(off.Arguments);
    }
}
