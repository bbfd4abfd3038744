using Kontor.Kernel;
using Kontor.Site;
using Kontor.Subscriptions;

namespace Kontor.Orders;

/// <summary>Where the pages that change a subscription stand, and of what they speak.</summary>
internal static class ChangeWay
{
    /// <summary>The list, and the subscription where it exists for the reader.</summary>
    public static Crumb[] Of(PlannedChange? planned)
    {
        var list = new Crumb(Texts.Of("subscriptions.title"), SubscriptionListing.Path);
        return planned is null ? [list] : [list, new(NameOf(planned), $"{SubscriptionListing.Path}/{planned.Visible.Subscription.Id}")];
    }

    /// <summary>CAT-35: what is committed ends with its term, which is chosen on the edit page of that subscription.</summary>
    public static string? OutOf(Reason reason, Guid subscription) => reason.Code == ChangeReasons.CommitmentRunning.Code
        ? $"{SubscriptionListing.Path}/{subscription}/edit"
        : null;

    /// <summary>"Mail for the office of Vorbeck GmbH".</summary>
    public static string LeadOf(PlannedChange planned) =>
        Texts.Of("change.lead", NameOf(planned), planned.Facts.Parties.Customer.Name);

    /// <summary>MUL-05: another partner does not learn how the seller calls it.</summary>
    public static string NameOf(PlannedChange planned) => planned.Visible.View > SubscriptionView.Entry
        ? planned.Visible.Subscription.FriendlyName
        : planned.Visible.Subscription.Title;
}
