namespace Kontor.Announcements;

/// <summary>News of the program for its partners.</summary>
public static class AnnouncementRegistration
{
    public static IServiceCollection AddAnnouncements(this IServiceCollection services) => services
        .AddScoped<AnnouncementQueries>()
        .AddScoped<PublishAnnouncement>();
}
