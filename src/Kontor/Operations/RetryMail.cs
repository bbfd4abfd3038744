using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Operations;

/// <summary>
/// Use case: an operator lets a mail that failed be tried again at once, instead of after its pause; one that was given
/// up gets all its attempts anew.
/// </summary>
public sealed class RetryMail(KontorDb db, OutboxSignal signal, TimeProvider clock)
{
    public async Task<Decision> Handle(Guid id, CancellationToken cancel)
    {
        var now = clock.Now();
        var found = await db.OutboxMessages
            .Where(m => m.Id == id && m.Attempts > 0 && (m.ClaimedUntil == null || m.ClaimedUntil <= now))
            .ExecuteUpdateAsync(
                m => m
                    .SetProperty(message => message.DueAt, now)
                    .SetProperty(message => message.Attempts, message => message.GivenUpAt == null ? message.Attempts : 1)
                    .SetProperty(message => message.GivenUpAt, (DateTimeOffset?)null),
                cancel);
        if (found == 0)
        {
            return Decision.Refused(MailReasons.NotFailing);
        }

        signal.Set();
        return Decision.Granted;
    }
}
