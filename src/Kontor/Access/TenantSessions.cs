using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Access;

/// <summary>Ends the sessions and tokens of everybody in a tenant at once (ACC-25); users may sign in again.</summary>
public sealed class TenantSessions(
    KontorDb db, Subjects subjects, [FromKeyedServices(WallClock.Key)] TimeProvider clock)
{
    /// <summary>Within the transaction of the change that is the cause.</summary>
    public async Task End(TenantId tenant, CancellationToken cancel)
    {
        // Tokens know whole seconds, as User.EndSessions does.
        var from = DateTimeOffset.FromUnixTimeSeconds(clock.Now().ToUnixTimeSeconds() + 1);
        await db.Database.ExecuteSqlAsync(
            $"""
            update users
            set security_stamp = gen_random_uuid()::text || gen_random_uuid()::text,
                concurrency_stamp = gen_random_uuid()::text, tokens_from = {from}
            where tenant_id = {tenant.Value}
            """,
            cancel);
        subjects.Changed(tenant);
    }
}
