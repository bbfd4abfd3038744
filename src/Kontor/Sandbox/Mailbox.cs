using System.Runtime.CompilerServices;
using Kontor.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace Kontor.Sandbox;

/// <summary>A mail of the demo world. No mail leaves it; this is where people read them.</summary>
public sealed class SandboxMail
{
    /// <summary>The id of its outbox row, so that no mail can arrive twice.</summary>
    public required Guid Id { get; init; }

    public required string Recipient { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public required string Language { get; init; }

    public required DateTimeOffset ArrivedAt { get; init; }
}

/// <summary>Puts mails into the demo world's mailbox, where one that comes again is known by its id.</summary>
internal sealed class Mailbox(NpgsqlDataSource database, TimeProvider clock) : IMailCarrier
{
    public int BatchSize => 500;

    public TimeSpan Longest => TimeSpan.FromMinutes(1);

    public async IAsyncEnumerable<IReadOnlyList<MailDelivery>> Deliver(
        IReadOnlyList<(Guid Id, Mail Mail)> mails, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var insert = database.CreateCommand(
            """
            insert into sandbox_mails (id, recipient, subject, text, language, arrived_at)
            select id, recipient, subject, text, language, $6
            from unnest($1, $2, $3, $4, $5) as m (id, recipient, subject, text, language)
            on conflict do nothing
            """);
        insert.Parameters.AddRange((NpgsqlParameter[])
        [
            new() { Value = mails.Select(m => m.Id).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
            Sql.Texts([.. mails.Select(m => m.Mail.To)]),
            Sql.Texts([.. mails.Select(m => m.Mail.Subject)]),
            Sql.Texts([.. mails.Select(m => m.Mail.Text)]),
            Sql.Texts([.. mails.Select(m => m.Mail.Language)]),
            Sql.Instant(clock.Now()),
        ]);
        await insert.ExecuteNonQueryAsync(cancel);
        yield return MailDelivery.Sent(mails);
    }
}
