using Npgsql;

namespace Kontor.Kernel;

/// <summary>What takes mails from the outbox to their readers.</summary>
public interface IMailCarrier
{
    /// <summary>How many mails it takes in one go; all of a go succeed or fail with the dispatcher's transaction.</summary>
    int BatchSize { get; }

    /// <summary>Delivers the mails. Throws when it cannot; they are tried again later.</summary>
    /// <param name="mails">Each with the id of its outbox row, which stays the same over repetitions.</param>
    /// <param name="claim">The open connection in whose transaction the mails were taken from the outbox.</param>
    /// <param name="cancel">Set when the server stops.</param>
    Task Deliver(IReadOnlyList<(Guid Id, Mail Mail)> mails, NpgsqlConnection claim, CancellationToken cancel);
}
