using Kontor.Invitations;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Customers;

/// <summary>A partner's invitations to customers as their page and exports list them.</summary>
public sealed class CustomerInvitationList(CustomerInvitationQueries invitations)
{
    public const string Path = "/customers/invitations";

    public const string ExportPath = Path + "/export";

    public static ListDefinition<CustomerInvitationRow> Definition() => new(
        Path,
        [
            new("recipient", "column.recipient", row => row.Given ?? InvitationColumns.RecipientOf(row.Email)) { IsHeader = true },
            new("with", "column.with", row => row.Provider),
            new("rights", "column.rights", row => Texts.Of(RightsOf(row))),
            new("state", "column.state", row => InvitationColumns.TextOf(row.State)),
            new("made", "column.made", row => row.CreatedAt) { Sort = "made" },
            new("expires", "column.expires", row => row.ExpiresAt),
            new("answer", "column.answer", row => row.AnsweredBy),
            new("answered", "column.answered", row => row.AnsweredAt),
        ],
        [InvitationColumns.StateFilter()])
    {
        UsualSort = InvitationColumns.UsualSort,
        ExportPath = ExportPath,
    };

    public Task<Page<CustomerInvitationRow>> Read(
        Actor partner, ListState state, PageRequest part, CancellationToken cancel) =>
        invitations.List(partner, InvitationColumns.FilterOf(state), part, cancel);

    /// <summary>All that is chosen, for an export.</summary>
    public IAsyncEnumerable<CustomerInvitationRow> All(Actor partner, ListState state, CancellationToken cancel) =>
        Page.All(part => Read(partner, state, part, cancel), cancel);

    public async Task<ListCount> Count(Actor partner, ListState state, int most, CancellationToken cancel) =>
        new(await invitations.Count(partner, InvitationColumns.FilterOf(state), most, cancel));

    /// <summary>Who asks for delegated admin rights.</summary>
    private static string RightsOf(CustomerInvitationRow row) => (row.AsksAdminRights, row.ProviderAsksAdminRights) switch
    {
        (true, true) => "invitations.rights.both",
        (true, false) => "invitations.rights.us",
        (false, true) => "invitations.rights.provider",
        _ => "invitations.rights.none",
    };
}
