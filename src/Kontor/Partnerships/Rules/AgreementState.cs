namespace Kontor.Partnerships;

/// <summary>AGR-12: where a reseller stands with the partner agreement in its region.</summary>
public enum AgreementState
{
    /// <summary>Its organization signed, and the signature holds.</summary>
    InForce,

    /// <summary>It signed, but a later version asks for another signature (AGR-06).</summary>
    SignAgain,

    NotSigned,
}
