using System.Threading.Channels;
using Kontor.Kernel;
using Kontor.Subscriptions;
using Npgsql;
using NpgsqlTypes;

namespace Kontor.Catalog;

/// <summary>Takes a list's rows into the database by COPY, and its products and SKUs beside them.</summary>
internal sealed class PriceRowCopy(NpgsqlConnection connection, PriceListId list, bool listSetsLimits)
{
    /// <summary>SKUs wait in memory until there are so many; then they are saved between two COPYs.</summary>
    private const int MostWaitingSkus = 2_000;

    private const string CopySql =
        """
        COPY price_rows (list_id, line, product_id, sku_id, availability_id, market, currency, segment, term,
            billing_plan, tier_from, tier_to, unit_price, erp_price, effective_from, effective_until, end_of_sale_at,
            change)
        FROM STDIN (FORMAT BINARY)
        """;

    private static readonly string[] Plans = Enum.GetNames<BillingCycle>();

    private static readonly string[] Changes = Enum.GetNames<ChangeMark>();

    private readonly List<SkuDraft> _skus = [];

    public int Rows { get; private set; }

    /// <summary>Takes batches until there are no more and hands each back when it is empty.</summary>
    public async Task Take(ChannelReader<RowBatch> batches, Action<RowBatch> handBack, CancellationToken cancel)
    {
        var copy = await Begin(cancel);
        try
        {
            await foreach (var batch in batches.ReadAllAsync(cancel))
            {
                foreach (ref readonly var row in batch.Rows.AsSpan(0, batch.Count))
                {
                    Write(copy, in row);
                }

                Rows += batch.Count;
                _skus.AddRange(batch.Skus);
                batch.Count = 0;
                batch.Skus.Clear();
                handBack(batch);
                if (_skus.Count >= MostWaitingSkus)
                {
                    await copy.CompleteAsync(cancel);
                    await copy.DisposeAsync();
                    await SaveSkus(cancel);
                    copy = await Begin(cancel);
                }
            }

            await copy.CompleteAsync(cancel);
        }
        finally
        {
            // Without the completion above, the server drops the rows.
            await copy.DisposeAsync();
        }

        await SaveSkus(cancel);
    }

    private async Task<NpgsqlBinaryImporter> Begin(CancellationToken cancel)
    {
        var copy = await connection.BeginBinaryImportAsync(CopySql, cancel);
        copy.Timeout = PriceListSql.Timeout;
        return copy;
    }

    private async Task SaveSkus(CancellationToken cancel)
    {
        if (_skus.Count > 0)
        {
            await PriceListSql.SaveSkus(connection, _skus, listSetsLimits, cancel);
            _skus.Clear();
        }
    }

    /// <summary>Fills the client's buffer, which is sent whenever it is full: no wait per field.</summary>
    private void Write(NpgsqlBinaryImporter copy, in PriceRowDraft row)
    {
        copy.StartRow();
        copy.Write(list.Value, NpgsqlDbType.Uuid);
        copy.Write(row.Line, NpgsqlDbType.Integer);
        copy.Write(row.Availability.ProductId, NpgsqlDbType.Text);
        copy.Write(row.Availability.SkuId, NpgsqlDbType.Text);
        copy.Write(row.Availability.Id, NpgsqlDbType.Text);
        copy.Write(row.Availability.Market, NpgsqlDbType.Text);
        copy.Write(row.Availability.Currency, NpgsqlDbType.Text);
        copy.Write(row.Availability.Segment, NpgsqlDbType.Text);
        copy.Write(row.Term.Iso, NpgsqlDbType.Text);
        copy.Write(Plans[(int)row.Plan], NpgsqlDbType.Text);
        copy.Write(row.TierFrom, NpgsqlDbType.Bigint);
        WriteOrNull(copy, row.TierTo, NpgsqlDbType.Bigint);
        copy.Write(row.UnitPrice, NpgsqlDbType.Numeric);
        WriteOrNull(copy, row.ErpPrice, NpgsqlDbType.Numeric);
        copy.Write(row.From, NpgsqlDbType.TimestampTz);
        copy.Write(row.Until, NpgsqlDbType.TimestampTz);
        WriteOrNull(copy, row.EndOfSale, NpgsqlDbType.TimestampTz);
        copy.Write(Changes[(int)row.Change], NpgsqlDbType.Text);
    }

    private static void WriteOrNull<T>(NpgsqlBinaryImporter copy, T? value, NpgsqlDbType type)
        where T : struct
    {
        if (value is { } known)
        {
            copy.Write(known, type);
        }
        else
        {
            copy.WriteNull();
        }
    }
}
