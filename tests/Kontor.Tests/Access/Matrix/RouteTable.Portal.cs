namespace Kontor.Tests.Access.Matrix;

/// <content>The portal itself: its start, its help, and what says how the server is.</content>
public static partial class RouteTable
{
    private static readonly string[] Portal =
    [
        "GET /api/announcements | ReadAnnouncements",
        "POST /api/announcements | PublishAnnouncements",
        "DELETE /api/announcements/{id:guid} | PublishAnnouncements",
        "GET /api/announcements/{id:guid} | ReadAnnouncements",
        "PUT /api/announcements/{id:guid} | PublishAnnouncements",
        "GET /api/version | everyone",

        "GET / | everyone",
        "POST / | everyone",
        "GET /_design | everyone",
        "POST /_design | everyone",
        "GET /announcements | ReadAnnouncements",
        "POST /announcements | ReadAnnouncements",
        "GET /announcements/{Id:guid} | ReadAnnouncements",
        "POST /announcements/{Id:guid} | ReadAnnouncements",
        "ANY /health/live | everyone",
        "ANY /health/ready | everyone",
        "GET /help | ViewOwnProfile",
        "POST /help | ViewOwnProfile",
        "GET /home | ViewOwnProfile",
        "POST /home | ViewOwnProfile",
        "GET /openapi/{documentName}.json | everyone",
        "GET /ops/announcements/new | PublishAnnouncements",
        "POST /ops/announcements/new | PublishAnnouncements",
        "GET /ops/announcements/{Id:guid}/edit | PublishAnnouncements",
        "POST /ops/announcements/{Id:guid}/edit | PublishAnnouncements",
        "GET /ops/announcements/{Id:guid}/withdraw | PublishAnnouncements",
        "POST /ops/announcements/{Id:guid}/withdraw | PublishAnnouncements",
        "GET /program | ReadProgramGuide",
        "POST /program | ReadProgramGuide",
        "GET /sandbox/mail | everyone",
        "POST /sandbox/mail | everyone",
        "GET /search | ViewOwnProfile",
        "POST /search | ViewOwnProfile",
        "GET /status/{Code:int} | everyone",
        "POST /status/{Code:int} | everyone",

        // The framework's own: it says nothing about who may use it, so it answers nobody.
        "GET /_framework/opaque-redirect | UNMARKED",
    ];
}
