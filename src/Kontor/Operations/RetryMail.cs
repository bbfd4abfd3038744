using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Operations;

/// <summary>Use case: an operator lets a mail that failed be tried again at once, instead of after its pause.</summary>
public sealed class RetryMail(KontorDb db, OutboxSignal signal, TimeProvider clock)
{
    public async Task<Decision> Handle(Guid id, CancellationToken cancel)
    {
        var now = clock.Now();
        var found = await db.OutboxMessages
            .Where(m => m.Id == id && m.Attempts > 0)
            .ExecuteUpdateAsync(m => m.SetProperty(message => message.DueAt, now), cancel);
        if (found == 0)
        {
            return Decision.Refused(MailReasons.NotFailing);
        }

        signal.Set();
        return Decision.Granted;
    }
}
