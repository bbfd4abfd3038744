using System.Collections.Concurrent;
using Npgsql;
using NpgsqlTypes;

namespace Kontor.Kernel;

/// <summary>Typed parameters for the few statements that are written by hand, without boxing on hot paths.</summary>
internal static class Sql
{
    public static NpgsqlParameter Uuid(Guid value) => new NpgsqlParameter<Guid> { TypedValue = value };

    public static NpgsqlParameter Uuid(Guid? value) =>
        value is { } some ? Uuid(some) : new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid };

    public static NpgsqlParameter Text(string? value) =>
        new NpgsqlParameter<string?> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text };

    public static NpgsqlParameter Int(int value) => new NpgsqlParameter<int> { TypedValue = value };

    public static NpgsqlParameter Long(long value) => new NpgsqlParameter<long> { TypedValue = value };

    public static NpgsqlParameter Bool(bool value) => new NpgsqlParameter<bool> { TypedValue = value };

    public static NpgsqlParameter Numeric(decimal value) => new NpgsqlParameter<decimal> { TypedValue = value };

    public static NpgsqlParameter Instant(DateTimeOffset value) =>
        new NpgsqlParameter<DateTime> { TypedValue = value.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    public static NpgsqlParameter Date(DateOnly value) => new NpgsqlParameter<DateOnly> { TypedValue = value };

    public static NpgsqlParameter Date(DateOnly? value) =>
        value is { } some ? Date(some) : new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date };

    public static NpgsqlParameter Bytes(byte[] value) => new NpgsqlParameter<byte[]> { TypedValue = value };

    public static NpgsqlParameter Texts(string[] values) =>
        new NpgsqlParameter<string[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    /// <summary>The text an enum value is stored as, without making a new string each time.</summary>
    public static string Name<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        Names<TEnum>.Of.GetOrAdd(value, static known => known.ToString());

    private static class Names<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly ConcurrentDictionary<TEnum, string> Of = new();
    }
}
