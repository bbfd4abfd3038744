using Kontor.Invitations;
using Kontor.Kernel;

namespace Kontor.Customers;

/// <summary>CUS-71: what a reseller states when it ends a relationship with a customer.</summary>
public static class LeavingStatement
{
    public const string Version = RelationshipEndRules.StatementVersion;

    private const int Sentences = 3;

    /// <summary>Its sentences in that language: en, de or nl.</summary>
    public static IReadOnlyList<string> In(string language)
    {
        var culture = InvitationLinks.CultureOf(language);
        return [.. Enumerable.Range(1, Sentences).Select(number => Texts.In(culture, $"leavingStatement.{number}"))];
    }
}
