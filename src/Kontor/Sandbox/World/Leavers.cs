using Kontor.Kernel;
using Kontor.Partnerships;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Sandbox;

/// <summary>
/// Resellers of the demo world that keep their distance: one asks the program to end its partnership (REL-52), another took
/// its provider's admin access away (REL-20).
/// </summary>
internal sealed class Leavers(UseCases useCases, IReadOnlyDictionary<string, Inhabitant> inhabitants)
{
    private const string Leaving = "scheldekade";

    private const string Closing = "isargrund";

    private const int DayOfClosing = 300;

    private const int DayOfLeaving = 361;

    private static readonly TimeSpan Morning = TimeSpan.FromHours(10.25);

    /// <summary>Puts what they do among what happens in the year.</summary>
    public void Join(PastYear year)
    {
        var (leaving, closing) = (inhabitants[Leaving].GlobalAdmin, inhabitants[Closing].GlobalAdmin);
        year.Also(DayOfClosing, Morning, async cancel =>
        {
            var partnership = await Of(closing, cancel);
            await useCases.Do((SetAdminAccess use) => use.Handle(closing, partnership, grants: false, cancel));
        });
        year.Also(DayOfLeaving, Morning, async cancel =>
        {
            var partnership = await Of(leaving, cancel);
            await useCases.Do((RequestEnd use) => use.File(
                leaving, partnership, "We bundle our business with one provider and give up the other account.",
                new EndConfirmation(IsTicked: true, EndStatement.Version, "en"), cancel));
        });
    }

    private async Task<PartnershipId> Of(Actor reseller, CancellationToken cancel)
    {
        await using var scope = useCases.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<KontorDb>().Partnerships
            .Where(p => p.ResellerId == reseller.TenantId && p.EndedAt == null)
            .OrderBy(p => p.BegunAt)
            .Select(p => p.Id)
            .FirstAsync(cancel);
    }
}
