using System.Collections.Immutable;
using Kontor.Kernel;

namespace Kontor.Eligibility;

/// <summary>Collects reasons, each once, in the order of finding them; costs nothing before the first.</summary>
internal struct ReasonsAgainst
{
    private ImmutableArray<Reason>.Builder? _reasons;

    public void Add(Reason reason)
    {
        _reasons ??= ImmutableArray.CreateBuilder<Reason>();
        if (!_reasons.Contains(reason))
        {
            _reasons.Add(reason);
        }
    }

    public readonly Decision Decide() => _reasons is null ? Decision.Granted : Decision.Refused(_reasons.ToImmutable());
}
