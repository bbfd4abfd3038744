using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kontor.Access;
using Kontor.Jobs;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Kontor.Exports;

/// <summary>
/// Use case: somebody wants a list as a file. A short one is sent at once; a long one is made in the background, so that
/// its progress is seen and it survives leaving the page.
/// </summary>
public sealed class StartExport(
    IServiceProvider services, KontorDb db, StartJob start, TimeProvider clock, IOptions<ExportOptions> options)
{
    /// <summary>Exports of one person that may wait or run at once.</summary>
    private const int MostAtOnce = 5;

    /// <summary>The address that leads on: to the file itself, or to the job that makes it.</summary>
    public async Task<Result<string>> Handle(Caller caller, string? wanted, CancellationToken cancel)
    {
        if (ExportAddress.From(wanted) is not { } address || caller.Actor is not { UserId: { } person } actor)
        {
            return ExportReasons.Unknown;
        }

        var opened = await services.GetRequiredService<OpenExport>().Handle(services, address, cancel);
        if (opened.ValueOrNull is not { } export)
        {
            return opened.Decision;
        }

        var most = options.Value.MostSentAtOnce;
        if (await export.Count(most) <= most)
        {
            return address.ToString();
        }

        var language = CultureInfo.CurrentUICulture.Name;
        var key = KeyOf(person, address, language);
        var others = await db.Jobs.CountAsync(
            j => j.TenantId == actor.TenantId && j.FinishedAt == null && j.CreatedBy == person
                && j.Kind == ListExportJob.Kind.Name && j.OnceKey != key,
            cancel);
        if (others >= MostAtOnce)
        {
            return ExportReasons.TooMany.About(MostAtOnce);
        }

        var file = export.FileName(address.IsSheet, clock.Now());
        var job = await start.Handle(
            actor,
            new JobWish(ListExportJob.Kind, [file], new ListExportArguments($"{address}", file, language), OnceKey: key),
            cancel);
        return $"/jobs/{job.Id}";
    }

    /// <summary>The same person wants the same file once at a time, however often the button is pressed.</summary>
    private static string KeyOf(UserId person, ExportAddress address, string language) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{person} {language} {address}")));
}
