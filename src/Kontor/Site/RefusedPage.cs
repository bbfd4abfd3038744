using Kontor.Access;
using Kontor.Kernel;
using Microsoft.AspNetCore.Http.Extensions;

namespace Kontor.Site;

/// <summary>Why a page was refused before it ran; the page of that status shows it.</summary>
internal sealed record RefusedPage(Decision Decision)
{
    public static void Show(HttpContext context, Decision refused)
    {
        context.Features.Set(new RefusedPage(refused));
        context.Response.StatusCode = Problems.StatusOf(refused.Reasons[0].Kind);
    }
}

/// <summary>Pages lead to the sign-in page and back again, or say why not and what to do.</summary>
internal sealed class PagesRefuse : IRefusalWriter
{
    public PathString Prefix => "";

    public Task AskToSignIn(HttpContext context) => LeadTo(SignInPage.Path, context);

    public Task AskForPassword(HttpContext context) => LeadTo(PasswordPage.Path, context);

    public Task Refuse(HttpContext context, Decision refused)
    {
        RefusedPage.Show(context, refused);
        return Task.CompletedTask;
    }

    /// <summary>To a page that comes first, and back again.</summary>
    private static Task LeadTo(string page, HttpContext context)
    {
        var back = HttpMethods.IsGet(context.Request.Method)
            ? context.Request.GetEncodedPathAndQuery()
            : LocalAddress.Home;
        context.Response.Redirect($"{page}?returnUrl={Uri.EscapeDataString(back)}");
        return Task.CompletedTask;
    }
}
