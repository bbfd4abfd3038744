using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Kontor.Activity;

/// <summary>How a record of the activity log is linked to the one before it.</summary>
internal static class RecordChain
{
    /// <summary>What of a record goes into its hash, in this order.</summary>
    public const string Columns =
        "r.tenant_id, r.id, r.at, r.user_id, r.client_id, r.actor_name, r.action, r.customer_id, r.resource_id, r.details";

    private const int ColumnCount = 10;

    /// <summary>
    /// The hash of a record in its place: over the previous hash, the number and every column, each with its length, so
    /// that no two records have the same input.
    /// </summary>
    /// <param name="previous">The hash of the record before; empty for the first.</param>
    /// <param name="sequence">The record's number.</param>
    /// <param name="record">A row that begins with <see cref="Columns"/>.</param>
    public static byte[] Link(byte[] previous, long sequence, NpgsqlDataReader record)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        hash.AppendData(BitConverter.GetBytes(sequence));
        for (var column = 0; column < ColumnCount; column++)
        {
            var text = record.IsDBNull(column)
                ? ""
                : record.GetValue(column) switch
                {
                    DateTime instant => instant.ToString("O", CultureInfo.InvariantCulture),
                    var value => value.ToString()!,
                };
            var bytes = Encoding.UTF8.GetBytes(text);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        return hash.GetHashAndReset();
    }
}
