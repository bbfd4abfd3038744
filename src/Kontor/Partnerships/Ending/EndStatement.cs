using Kontor.Invitations;
using Kontor.Kernel;

namespace Kontor.Partnerships;

/// <summary>REL-53: what whoever ends a partnership confirms.</summary>
public static class EndStatement
{
    private const int Sentences = 3;

    public static string Version => PartnershipEndRules.StatementVersion;

    /// <summary>Its sentences in a language: en, de or nl.</summary>
    public static IReadOnlyList<string> In(string language) =>
    [
        .. Enumerable.Range(1, Sentences)
            .Select(number => Texts.In(InvitationLinks.CultureOf(language), $"endStatement.{number}")),
    ];

    /// <summary>The statement as somebody confirmed it, for the record.</summary>
    internal static ConfirmedStatement ConfirmedBy(Actor actor, EndConfirmation confirmation, DateTimeOffset now) => new(
        confirmation.Version!, confirmation.Language!, string.Join('\n', In(confirmation.Language!)), actor.TenantId,
        actor.UserId, actor.Name, now);
}
