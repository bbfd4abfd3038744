namespace Kontor.Kernel;

/// <summary>What a use case returns: its value, or the decision that refused it.</summary>
public sealed class Result<T>
    where T : class
{
    private readonly T? _value;

    private Result(T? value, Decision decision) => (_value, Decision) = (value, decision);

    public Decision Decision { get; }

    /// <summary>The value, or null when refused.</summary>
    public T? ValueOrNull => _value;

    public static implicit operator Result<T>(T value) => new(value, Decision.Granted);

    public static implicit operator Result<T>(Decision refused) =>
        refused.IsGranted ? throw new ArgumentException("A granted decision needs a value.") : new(null, refused);

    public static implicit operator Result<T>(Reason reason) => Decision.Refused(reason);

    public TOut Match<TOut>(Func<T, TOut> granted, Func<Decision, TOut> refused) =>
        _value is not null ? granted(_value) : refused(Decision);
}
