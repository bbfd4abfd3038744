namespace Kontor.Kernel;

/// <summary>What takes mails from the outbox to their readers.</summary>
public interface IMailCarrier
{
    /// <summary>How many mails it takes in one go.</summary>
    int BatchSize { get; }

    /// <summary>How long a go takes at most; nobody else takes the mails meanwhile.</summary>
    TimeSpan Longest { get; }

    /// <summary>
    /// Delivers the mails and says of each what became of it, in parts that are remembered as soon as they are known. Of
    /// which nothing is said when it ends were not tried. Throws when none of the others can be delivered either.
    /// </summary>
    /// <param name="mails">
    /// Each with the id of its outbox row, which stays the same over repetitions: a mail may come a second time when a
    /// server died before it remembered that it left.
    /// </param>
    /// <param name="cancel">Set when the server stops.</param>
    IAsyncEnumerable<IReadOnlyList<MailDelivery>> Deliver(
        IReadOnlyList<(Guid Id, Mail Mail)> mails, CancellationToken cancel);
}

/// <summary>What became of a mail.</summary>
/// <param name="Id">Of its outbox row.</param>
/// <param name="Error">Why it did not leave: a <see cref="MailError"/>, never with addresses; null when it left.</param>
/// <param name="IsFinal">Whether trying again would not help.</param>
public sealed record MailDelivery(Guid Id, string? Error = null, bool IsFinal = false)
{
    /// <summary>All of them left.</summary>
    public static IReadOnlyList<MailDelivery> Sent(IEnumerable<(Guid Id, Mail Mail)> mails) =>
        [.. mails.Select(mail => new MailDelivery(mail.Id))];
}
