using Kontor.Invitations;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Partnerships;

/// <summary>A provider's invitations to resellers as their page and exports list them.</summary>
public sealed class PartnerInvitationList(PartnershipQueries partnerships)
{
    public const string Path = "/resellers/invitations";

    public static ListDefinition<PartnerInvitationRow> Definition() => new(
        Path,
        [
            new("recipient", "column.recipient", row => InvitationColumns.RecipientOf(row.Email)) { IsHeader = true },
            new("state", "column.state", row => InvitationColumns.TextOf(row.State)),
            new("made", "column.made", row => row.CreatedAt) { Sort = "made" },
            new("expires", "column.expires", row => row.ExpiresAt),
            new("answer", "column.answer", row => row.AnsweredBy),
            new("answered", "column.answered", row => row.AnsweredAt),
        ],
        [InvitationColumns.StateFilter()])
    {
        UsualSort = InvitationColumns.UsualSort,
        ExportPath = Path + "/export",
    };

    public Task<Page<PartnerInvitationRow>> Read(
        Actor provider, ListState state, PageRequest part, CancellationToken cancel) =>
        partnerships.InvitationsOf(provider, InvitationColumns.FilterOf(state), part, cancel);

    /// <summary>All that is chosen, for an export.</summary>
    public IAsyncEnumerable<PartnerInvitationRow> All(Actor provider, ListState state, CancellationToken cancel) =>
        Page.All(part => Read(provider, state, part, cancel), cancel);

    public async Task<ListCount> Count(Actor provider, ListState state, int most, CancellationToken cancel) => new(
        await partnerships.CountInvitations(provider, InvitationColumns.FilterOf(state), most, cancel));
}
