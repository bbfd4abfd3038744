using Kontor.Kernel;

namespace Kontor.Partnerships;

/// <summary>REL-53: what whoever ends a partnership confirms.</summary>
/// <param name="Version">To be sent back with the confirmation.</param>
/// <param name="Language">Of the sentences.</param>
/// <param name="Sentences">All of them are confirmed.</param>
public sealed record EndStatementBody(string Version, string Language, IReadOnlyList<string> Sentences);

/// <summary>REL-51, REL-53: ends a partnership. Without the confirmation nothing ends.</summary>
public record EndingBody
{
    /// <summary>That the statement was read and is confirmed.</summary>
    public required bool Confirmed { get; init; }

    /// <summary>The version of the statement that was read.</summary>
    public required string Statement { get; init; }

    public EndConfirmation ToConfirmation(string language) => new(Confirmed, Statement, language);
}

/// <summary>REL-52: asks the program to end a partnership.</summary>
public sealed record EndWishBody : EndingBody
{
    /// <summary>Why; operators and the provider read it.</summary>
    public required string Reason { get; init; }
}

/// <summary>What an operator says to a request.</summary>
/// <param name="Execute">Whether the partnership ends.</param>
/// <param name="Answer">Why not; both sides read it.</param>
public sealed record EndVerdictBody(bool Execute, string? Answer)
{
    public EndVerdict ToVerdict() => new(Execute, Answer);
}

/// <param name="Way">ByProvider or OnRequest.</param>
/// <param name="At">When it ended.</param>
/// <param name="Statement">Version of the statement that was confirmed.</param>
/// <param name="Language">In which it was read.</param>
/// <param name="Text">The statement as it was confirmed.</param>
/// <param name="ConfirmedAt">When.</param>
/// <param name="ConfirmedBy">By whom; told to the side that confirmed it only.</param>
public sealed record PartnershipEndBody(
    string Way, DateTimeOffset At, string Statement, string Language, string Text, DateTimeOffset ConfirmedAt,
    string? ConfirmedBy)
{
    public static PartnershipEndBody From(PartnershipEnd end, TenantId reader) => new(
        $"{end.Way}", end.At, end.Statement.Version, end.Statement.Language, end.Statement.Text, end.Statement.At,
        end.Statement.TenantId == reader ? end.Statement.Name : null);
}

/// <summary>A request to end a partnership as its two sides see it.</summary>
public sealed record EndRequestBody(
    Guid Id, Guid PartnershipId, Guid ProviderId, Guid ResellerId, string Reason, string State, DateTimeOffset FiledAt,
    DateTimeOffset? ClosedAt, string? Answer)
{
    public static EndRequestBody From(PartnershipEndRequest request) => new(
        request.Id.Value, request.PartnershipId.Value, request.ProviderId.Value, request.ResellerId.Value,
        request.Reason, $"{request.State}", request.FiledAt, request.ClosedAt, request.Answer);
}

/// <summary>One row of the operators' queue.</summary>
public sealed record EndRequestRowBody(
    Guid Id, string Reseller, string Provider, string State, DateTimeOffset FiledAt, DateTimeOffset? ClosedAt,
    string? ClosedBy)
{
    public static EndRequestRowBody From(EndRequestRow row) => new(
        row.Id.Value, row.Reseller, row.Provider, $"{row.State}", row.FiledAt, row.ClosedAt, row.ClosedBy);
}

/// <summary>A partnership of one's own, active or ended.</summary>
public sealed record OwnPartnershipBody(
    Guid Id, Guid ProviderId, Guid ResellerId, string ResellerNetworkId, DateTimeOffset BegunAt, DateTimeOffset? EndedAt,
    bool ProviderHasAdminAccess, PartnershipEndBody? End, EndRequestBody? EndRequest)
{
    public static OwnPartnershipBody From(
        Partnership partnership, PartnershipEnd? end, PartnershipEndRequest? request, TenantId reader) => new(
            partnership.Id.Value, partnership.ProviderId.Value, partnership.ResellerId.Value,
            partnership.ResellerNetworkId, partnership.BegunAt, partnership.EndedAt, partnership.ProviderHasAdminAccess,
            end is null ? null : PartnershipEndBody.From(end, reader),
            request is null ? null : EndRequestBody.From(request));
}
