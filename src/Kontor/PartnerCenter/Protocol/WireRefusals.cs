using Kontor.Access;
using Kontor.Kernel;

namespace Kontor.PartnerCenter;

/// <summary>How <c>/v1</c> says no before an endpoint runs.</summary>
internal sealed class WireRefusals : IRefusalWriter
{
    public PathString Prefix => WireProtocol.Root;

    public Task AskToSignIn(HttpContext context) => Faults.Write(context, Fault.SignInMissing);

    public Task Refuse(HttpContext context, Decision refused) => Faults.Write(context, Fault.From(refused));
}
