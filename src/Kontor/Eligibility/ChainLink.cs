using Kontor.Kernel;

namespace Kontor.Eligibility;

/// <summary>One party of the chain as it is drawn.</summary>
/// <param name="Name">The organisation's name.</param>
/// <param name="Role">What the party is in this chain, in words.</param>
public sealed record ChainLink(string Name, string Role)
{
    /// <summary>The chain of the answer; where the program knows none, the parties in the order they were asked about.</summary>
    public static IReadOnlyList<TenantId> TenantsOf(EligibilityQuestion question, EligibilityAnswer answer) =>
        answer.Chain.Length > 0 ? answer.Chain
        : question.Via is { } via ? [via, question.Seller, question.Buyer]
        : [question.Seller, question.Buyer];

    public static IReadOnlyList<ChainLink> Of(
        EligibilityQuestion question, EligibilityAnswer answer, IReadOnlyDictionary<TenantId, Party> known)
    {
        var tenants = TenantsOf(question, answer);
        string[] names = [.. tenants.Select(tenant => known[tenant].Name)];
        return
        [
            .. names.Select((name, place) => new ChainLink(
                name, Texts.Of($"canISell.role.{RoleAt(names.Length - 1 - place, question)}"))),
        ];
    }

    private static string RoleAt(int beforeBuyer, EligibilityQuestion question) => beforeBuyer switch
    {
        0 => question.Action == EligibilityAction.Partner ? "reseller" : "buyer",
        1 when question.Action == EligibilityAction.Partner => "provider",
        1 => question.Via is null ? "partner" : "reseller",
        2 when question.Via is not null => "provider",
        _ => "vendor",
    };
}
