using Kontor.Access;
using Kontor.Kernel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Announcements;

/// <summary>Announcements on <c>/api</c> (OPS-20), in the language of the request.</summary>
public static class AnnouncementEndpoints
{
    public static void MapAnnouncements(this IEndpointRouteBuilder api)
    {
        var announcements = api.MapGroup("/announcements").WithTags("Announcements");
        announcements.MapGet("", List)
            .RequirePermission(Permission.ReadAnnouncements)
            .WithName("ListAnnouncements").WithSummary("News of the program for the own partner types and region, the newest first");
        announcements.MapGet("/{id:guid}", Get)
            .RequirePermission(Permission.ReadAnnouncements)
            .WithName("GetAnnouncement").WithSummary("One announcement");
        announcements.MapPost("", Post)
            .RequirePermission(Permission.PublishAnnouncements)
            .WithName("PublishAnnouncement").WithSummary("Announce something to the partners, or to some of them");
        announcements.MapPut("/{id:guid}", Put)
            .RequirePermission(Permission.PublishAnnouncements)
            .WithName("CorrectAnnouncement").WithSummary("Replace what an announcement says, and for whom it is");
        announcements.MapDelete("/{id:guid}", Delete)
            .RequirePermission(Permission.PublishAnnouncements)
            .WithName("WithdrawAnnouncement").WithSummary("Withdraw an announcement; partners do not see it any more");
    }

    private static async Task<Results<Ok<PageBody<AnnouncementBody>>, ProblemHttpResult>> List(
        string? category, int? size, string? cursor, Caller caller, AnnouncementQueries queries, CancellationToken cancel)
    {
        var asked = PageRequest.From(size, cursor);
        if (asked.ValueOrNull is not { } page)
        {
            return Problems.From(asked.Decision);
        }

        var chosen = EnumName.Find<AnnouncementCategory>(category);
        return category is not null && chosen is null
            ? Problems.From(AnnouncementReasons.CategoryUnknown)
            : TypedResults.Ok((await queries.List(caller.Subject!, chosen, page, cancel)).ToBody(AnnouncementBody.From));
    }

    private static async Task<Results<Ok<AnnouncementBody>, ProblemHttpResult>> Get(
        Guid id, Caller caller, AnnouncementQueries queries, CancellationToken cancel) =>
        await queries.Find(caller.Subject!, id, cancel) is { } found
            ? TypedResults.Ok(AnnouncementBody.From(found))
            : Problems.From(AnnouncementReasons.NotFound);

    private static async Task<Results<Ok<AnnouncementBody>, ProblemHttpResult>> Post(
        AnnouncementWishBody body, Caller caller, PublishAnnouncement publish, AnnouncementQueries queries, CancellationToken cancel) =>
        body.ToWish() is { ValueOrNull: { } wish }
            ? await Seen(await publish.Handle(caller.Actor!, wish, cancel), caller, queries, cancel)
            : Problems.From(AnnouncementReasons.TypeUnknown);

    private static async Task<Results<Ok<AnnouncementBody>, ProblemHttpResult>> Put(
        Guid id, AnnouncementWishBody body, Caller caller, PublishAnnouncement publish, AnnouncementQueries queries,
        CancellationToken cancel) =>
        body.ToWish() is { ValueOrNull: { } wish }
            ? await Seen(await publish.Correct(caller.Actor!, id, wish, body.Version, cancel), caller, queries, cancel)
            : Problems.From(AnnouncementReasons.TypeUnknown);

    private static async Task<Results<Ok<AnnouncementBody>, ProblemHttpResult>> Delete(
        Guid id, int? version, Caller caller, PublishAnnouncement publish, AnnouncementQueries queries, CancellationToken cancel) =>
        await Seen(await publish.Withdraw(caller.Actor!, id, version, cancel), caller, queries, cancel);

    private static async Task<Results<Ok<AnnouncementBody>, ProblemHttpResult>> Seen(
        Result<Announcement> result, Caller caller, AnnouncementQueries queries, CancellationToken cancel) =>
        result.ValueOrNull is { } announcement
            ? TypedResults.Ok(AnnouncementBody.From((await queries.Find(caller.Subject!, announcement.Id, cancel))!))
            : Problems.From(result.Decision);
}
