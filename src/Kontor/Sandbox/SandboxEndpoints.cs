using Kontor.Access;
using Kontor.Kernel;
using Kontor.Server;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Sandbox;

/// <summary>A mail of the demo world.</summary>
public sealed record SandboxMailBody(
    Guid Id, string Recipient, string Subject, string Text, string Language, DateTimeOffset ArrivedAt)
{
    public static SandboxMailBody From(SandboxMail mail) =>
        new(mail.Id, mail.Recipient, mail.Subject, mail.Text, mail.Language, mail.ArrivedAt);
}

/// <summary>What only a demo world has. Elsewhere these routes do not exist.</summary>
public static class SandboxEndpoints
{
    private const int MaxRecipientLength = 254;

    public static void MapSandbox(this IEndpointRouteBuilder api)
    {
        if (!api.ServiceProvider.GetRequiredService<ServerSettings>().IsDemo)
        {
            return;
        }

        var mails = api.MapGroup("/sandbox/mails").WithTags("Sandbox").RequirePermission(Permission.ReadMailbox);
        mails.MapGet("/", GetMails)
            .WithName("ListSandboxMails")
            .WithSummary("Mails to the caller's tenant, the newest first; operators see all");
        mails.MapGet("/{id:guid}", GetMail)
            .WithName("GetSandboxMail")
            .WithSummary("One mail to the caller's tenant");
    }

    private static async Task<Results<Ok<PageBody<SandboxMailBody>>, ProblemHttpResult>> GetMails(
        string? recipient, int? size, string? cursor, Actor actor, MailboxQueries mailbox, CancellationToken cancel)
    {
        var asked = PageRequest.From(size, cursor);
        if (asked.ValueOrNull is not { } page)
        {
            return Problems.From(asked.Decision);
        }

        return recipient is not null
            && (recipient.Length > MaxRecipientLength || recipient.Contains('\0', StringComparison.Ordinal))
            ? TypedResults.Ok(new PageBody<SandboxMailBody>([], null))
            : TypedResults.Ok((await mailbox.List(actor, recipient, page, cancel)).ToBody(SandboxMailBody.From));
    }

    private static async Task<Results<Ok<SandboxMailBody>, NotFound>> GetMail(
        Guid id, Actor actor, MailboxQueries mailbox, CancellationToken cancel) =>
        await mailbox.Find(actor, id, cancel) is { } mail
            ? TypedResults.Ok(SandboxMailBody.From(mail))
            : TypedResults.NotFound();
}
