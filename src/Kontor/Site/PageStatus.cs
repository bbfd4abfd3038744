namespace Kontor.Site;

public static class PageStatus
{
    /// <summary>
    /// The status of a page that says itself what is the matter. Of a page that sets 404 while it is rendered, the
    /// framework drops the words; so this status is set when they begin to be sent.
    /// </summary>
    public static void Set(HttpContext context, int status)
    {
        if (status != StatusCodes.Status404NotFound)
        {
            context.Response.StatusCode = status;
            return;
        }

        context.Response.OnStarting(() =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
    }
}
