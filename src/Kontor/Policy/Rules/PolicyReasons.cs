using Kontor.Kernel;

namespace Kontor.Policy;

public static class PolicyReasons
{
    /// <summary>Argument: the fields, separated by commas.</summary>
    public static readonly Reason OutOfRange = new(ReasonKind.Invalid, "POLICY_OUT_OF_RANGE", RequestReasons.Protocol);

    /// <summary>Somebody else changed the policy after it was read.</summary>
    public static readonly Reason ChangedMeanwhile = new(ReasonKind.Conflict, "POLICY_CHANGED_MEANWHILE", RequestReasons.Protocol);
}
