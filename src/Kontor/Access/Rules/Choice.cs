using System.Collections;
using System.Collections.Immutable;

namespace Kontor.Access;

/// <summary>
/// Several values of an enumeration as one argument of a reason: "one of these roles". Sorted, without repetition, and
/// equal to another choice of the same values.
/// </summary>
public sealed class Choice<T>(IEnumerable<T> values) : IEnumerable<T>, IEquatable<Choice<T>>
    where T : struct, Enum
{
    private readonly ImmutableArray<T> _values = [.. values.Distinct().Order()];

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(Choice<T>? other) => other is not null && _values.AsSpan().SequenceEqual(other._values.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as Choice<T>);

    public override int GetHashCode() => _values.Length;

    public override string ToString() => string.Join(", ", _values);
}
