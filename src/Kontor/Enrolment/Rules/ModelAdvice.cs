using System.Collections.Immutable;

namespace Kontor.Enrolment;

/// <summary>Four answers of somebody who does not know yet as what to join (REL-05).</summary>
/// <param name="SuppliesPartners">Wants to supply other partners, who sell to customers.</param>
/// <param name="HasRevenue">Has the revenue of the last twelve months that direct partners need (ENR-41).</param>
/// <param name="BillsItself">Has or builds its own billing and provisioning of customers (ENR-40).</param>
/// <param name="SupportsItself">Supports customers at any time, with a support plan of the vendor (ENR-40).</param>
public sealed record ModelAnswers(bool SuppliesPartners, bool HasRevenue, bool BillsItself, bool SupportsItself);

/// <summary>Why a model fits; each has a sentence.</summary>
public enum ModelReason
{
    SuppliesPartners,
    MeetsDirectRequirements,
    LacksRevenue,
    LacksBilling,
    LacksSupport,
}

/// <summary>Which of the three models fits, and why.</summary>
public sealed record ModelAdvice(PartnerType Model, ImmutableArray<ModelReason> Because)
{
    /// <summary>
    /// REL-05: who supplies partners is a provider; who meets all that a direct partner needs can be one; everybody else
    /// is a reseller, which leaves to its provider what it lacks (ACC-07).
    /// </summary>
    public static ModelAdvice For(ModelAnswers answers)
    {
        if (answers.SuppliesPartners)
        {
            return new(PartnerType.Provider, [ModelReason.SuppliesPartners]);
        }

        ImmutableArray<ModelReason> lacks =
        [
            .. answers.HasRevenue ? [] : (ModelReason[])[ModelReason.LacksRevenue],
            .. answers.BillsItself ? [] : (ModelReason[])[ModelReason.LacksBilling],
            .. answers.SupportsItself ? [] : (ModelReason[])[ModelReason.LacksSupport],
        ];
        return lacks.IsEmpty
            ? new(PartnerType.DirectPartner, [ModelReason.MeetsDirectRequirements])
            : new(PartnerType.Reseller, lacks);
    }
}
