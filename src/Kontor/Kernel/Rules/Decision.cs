using System.Collections.Immutable;

namespace Kontor.Kernel;

/// <summary>What sort of "no" a reason is; it decides the status of an answer.</summary>
public enum ReasonKind
{
    /// <summary>What was sent cannot be used as it is.</summary>
    Invalid,

    /// <summary>Understood, but the program does not allow it.</summary>
    Forbidden,

    /// <summary>There is no such thing, or the actor may not know of it.</summary>
    NotFound,

    /// <summary>It would be allowed in another state of the world.</summary>
    Conflict,
}

/// <summary>
/// Why a rule refuses. The code is public contract and never changes, the rule id points into docs/rules.md,
/// and the arguments fill the sentence, which is looked up in the reader's language outside the rules.
/// </summary>
public sealed record Reason(ReasonKind Kind, string Code, string Rule, params ImmutableArray<object> Arguments)
{
    /// <summary>The same reason about particular things: <c>Expired.About(expiresAt)</c>.</summary>
    public Reason About(params ImmutableArray<object> arguments) => this with { Arguments = arguments };

    public bool Equals(Reason? other) =>
        other is not null && Kind == other.Kind && Code == other.Code && Rule == other.Rule
        && Arguments.AsSpan().SequenceEqual(other.Arguments.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Kind, Code, Rule, Arguments.Length);
}

/// <summary>A rule's answer: granted, or refused with every reason that applies, the weightiest first.</summary>
public sealed record Decision
{
    private Decision(ImmutableArray<Reason> reasons) => Reasons = reasons;

    public static Decision Granted { get; } = new([]);

    public ImmutableArray<Reason> Reasons { get; }

    public bool IsGranted => Reasons.IsEmpty;

    public static Decision Refused(params ImmutableArray<Reason> reasons) =>
        reasons.IsDefaultOrEmpty ? throw new ArgumentException("A refusal needs a reason.", nameof(reasons)) : new(reasons);

    /// <summary>Granted when there is no reason against it; otherwise refused with all of them, in the order given.</summary>
    public static Decision From(IEnumerable<Reason> reasons)
    {
        var against = reasons.ToImmutableArray();
        return against.IsEmpty ? Granted : new(against);
    }

    /// <summary>Grants when every requirement holds. List requirements in order of precedence.</summary>
    public static Decision RequireAll(params ReadOnlySpan<(bool Holds, Reason Otherwise)> requirements)
    {
        var broken = ImmutableArray.CreateBuilder<Reason>();
        foreach (var (holds, otherwise) in requirements)
        {
            if (!holds)
            {
                broken.Add(otherwise);
            }
        }

        return broken.Count == 0 ? Granted : new(broken.ToImmutable());
    }

    /// <summary>Both must grant; the reasons of the first come first.</summary>
    public Decision And(Decision other) => IsGranted ? other : other.IsGranted ? this : new(Reasons.AddRange(other.Reasons));

    public bool Equals(Decision? other) => other is not null && Reasons.AsSpan().SequenceEqual(other.Reasons.AsSpan());

    public override int GetHashCode() => Reasons.Length;
}
