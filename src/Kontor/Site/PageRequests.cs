using System.Text;
using Kontor.Kernel;

namespace Kontor.Site;

/// <summary>Makes a second click on a form's button harmless: forms of pages name their submission in a hidden field.</summary>
internal static class PageRequests
{
    public const string Field = "_requestKey";

    public static RequestSurface Surface { get; } = new("", Name, Key, Refuse);

    private static async ValueTask<string?> Name(HttpRequest request)
    {
        if (!PageIndex.IsPage(request.HttpContext.GetEndpoint()) || !request.HasFormContentType)
        {
            return null;
        }

        try
        {
            return (await request.ReadFormAsync(request.HttpContext.RequestAborted))[Field].ToString();
        }
        catch (InvalidDataException)
        {
            // Too many or too long fields; the page's own reading of the form says so.
            return null;
        }
    }

    private static RequestKey Key(TenantId tenant, string name, HttpRequest request, byte[] body)
    {
        var form = new StringBuilder();
        foreach (var (field, values) in request.Form.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            form.Append(field).Append('\0').AppendJoin('\0', values.ToArray()).Append('\n');
        }

        return RequestKey.OfPage(
            tenant, name, RequestSurface.PathOf(request), Encoding.UTF8.GetBytes(form.ToString()));
    }

    private static Task Refuse(HttpContext context, Reason reason)
    {
        RefusedPage.Show(context, Decision.Refused(reason));
        return Task.CompletedTask;
    }
}
