using System.Text;
using System.Text.Unicode;
using System.Threading.Channels;
using CsvHelper;
using Kontor.Kernel;

namespace Kontor.Catalog;

/// <summary>Reads a list's rows, good and bad, from the first to the last.</summary>
internal sealed class PriceListReader(PriceListFile file, ListContext context)
{
    /// <summary>Stands for a header whose quotes or length are wrong.</summary>
    private static readonly string[] Unreadable = ["\0"];

    private readonly List<RejectedRow> _rejections = [];
    private CsvMalformedRecord? _malformed;

    /// <summary>The first of the rejected rows, in file order.</summary>
    public IReadOnlyList<RejectedRow> Rejections => _rejections;

    public int RejectedRows { get; private set; }

    /// <summary>Whether there are rows for a part of the units only.</summary>
    public bool HasTiers { get; private set; }

    /// <summary>Whether good rows may overlap in time.</summary>
    public bool MayOverlap { get; private set; }

    public int Rows { get; private set; }

    /// <summary>The header: generation, columns, and what separates the fields.</summary>
    public Result<PriceListHeader> ReadHeader()
    {
        var byComma = HeaderFields(',');
        var bySemicolon = HeaderFields(';');
        var (fields, separator) = bySemicolon.Length > byComma.Length ? (bySemicolon, ';') : (byComma, ',');
        if (fields.Length == 0)
        {
            return PriceListReasons.Empty;
        }

        if (fields.Any(name => name.AsSpan().ContainsAny('\0', '\uFFFD', '"')))
        {
            return PriceListReasons.HeaderUnreadable;
        }

        var columns = PriceListColumns.From(fields);
        return columns.Match<Result<PriceListHeader>>(
            known => new PriceListHeader(known, separator), refused => refused);
    }

    /// <summary>
    /// Writes the good rows in batches and keeps the others. Blocks the thread: reading, unpacking and checking are
    /// work for the processor.
    /// </summary>
    /// <returns>Null at the end of the file; a reason when it could not be read to its end.</returns>
    public Reason? ReadRows(
        PriceListHeader header, Func<RowBatch> next, ChannelWriter<RowBatch> good, Action<ImportProgress>? report)
    {
        using var text = file.OpenText();
        using var csv = CsvReader.Create(text, Options(header.Separator), leaveOpen: true);
        var parser = new PriceRowParser(csv, header.Columns, context, hasDecimalComma: header.Separator == ';');
        var batch = next();
        try
        {
            csv.Read();
            while (csv.Read())
            {
                var line = (int)csv.LineNumber;
                if (_malformed is { Reason: CsvMalformedReason.UnterminatedQuote })
                {
                    return PriceListReasons.QuoteNotClosed.About(line, PriceListLimits.MaxFieldLength);
                }

                if (IsBlank(csv))
                {
                    continue;
                }

                if (++Rows > PriceListLimits.MaxRows)
                {
                    return PriceListReasons.TooManyRows.About(PriceListLimits.MaxRows);
                }

                if (Rows % RowBatch.Size == 0)
                {
                    report?.Invoke(Progress(file.BytesRead));
                }

                ref var row = ref batch.Rows[batch.Count];
                var rejected = Malformed(csv, header.Columns, line) ?? parser.Read(line, ref row, batch.Skus);
                if (rejected is not null)
                {
                    Reject(rejected);
                    continue;
                }

                HasTiers |= row.TierFrom > 1;
                if (++batch.Count == RowBatch.Size)
                {
                    Write(good, batch);
                    batch = next();
                }
            }
        }
        catch (CsvFormatException tooLong)
        {
            return PriceListReasons.RowTooLong.About(tooLong.LineNumber, PriceListLimits.MaxFieldLength);
        }
        catch (InvalidDataException)
        {
            return PriceListReasons.ZipUnreadable;
        }

        if (text.IsExceeded)
        {
            return PriceListReasons.TooLarge.About(PriceListLimits.MaxTextMegabytes);
        }

        MayOverlap = parser.MayOverlap;
        Write(good, batch);
        report?.Invoke(Progress(file.TotalBytes));
        return Rows == 0 ? PriceListReasons.NoRows : null;
    }

    private ImportProgress Progress(long bytes) =>
        new(ImportStep.Check, Rows, RejectedRows, bytes, file.TotalBytes);

    private static void Write(ChannelWriter<RowBatch> good, RowBatch batch)
    {
        // The channel is bounded: waiting here keeps the rows in the file until the database has taken those before.
        if (!good.TryWrite(batch))
        {
            good.WriteAsync(batch).AsTask().GetAwaiter().GetResult();
        }
    }

    private string[] HeaderFields(char separator)
    {
        try
        {
            using var text = file.OpenText();
            using var csv = CsvReader.Create(text, Options(separator), leaveOpen: true);
            _malformed = null;
            return !csv.Read() ? []
                : _malformed is not null ? Unreadable
                : [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];
        }
        catch (Exception e) when (e is CsvFormatException or InvalidDataException)
        {
            return Unreadable;
        }
        finally
        {
            _malformed = null;
        }
    }

    private CsvReaderOptions Options(char separator) => new()
    {
        Separator = separator,
        HasHeader = false,
        TrimWhitespace = true,
        TrackLineNumbers = true,
        MaxRecordSize = PriceListLimits.MaxRowBytes,
        MalformedData = CsvMalformedDataHandling.Recover,
        OnMalformedRecord = record => _malformed = record,
    };

    /// <summary>Spreadsheets leave rows behind that hold separators only.</summary>
    private static bool IsBlank(CsvReader csv)
    {
        for (var place = 0; place < csv.FieldCount; place++)
        {
            if (!csv.IsEmpty(place))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What keeps a row from being looked at: quotes, number of fields, their length, their bytes.</summary>
    private RejectedRow? Malformed(CsvReader csv, PriceListColumns columns, int line)
    {
        if (_malformed is not null)
        {
            _malformed = null;
            return About(FieldWhere(csv, HasBadQuotes), PriceRowReasons.BadQuotes);
        }

        if (csv.FieldCount != columns.Header.Count)
        {
            return new RejectedRow(line, "", PriceRowReasons.FieldCount.About(csv.FieldCount, columns.Header.Count));
        }

        var record = csv.RawRecord;
        if (record.Length > PriceListLimits.MaxFieldLength && FieldWhere(csv, IsTooLong) is >= 0 and var tooLong)
        {
            return new RejectedRow(
                line, columns.Header[tooLong], PriceRowReasons.FieldTooLong.About(PriceListLimits.MaxFieldLength));
        }

        if (!Ascii.IsValid(record) && FieldWhere(csv, HasBadBytes) is >= 0 and var bad)
        {
            return About(bad, PriceRowReasons.BadBytes);
        }

        return record.Contains((byte)0) ? About(FieldWhere(csv, HasNul), PriceRowReasons.ControlCharacter) : null;

        RejectedRow About(int place, Reason reason) => new(
            line,
            place >= 0 && place < columns.Header.Count ? columns.Header[place] : "",
            reason.About(place >= 0 ? FieldText.Shown(csv.GetSpan(place)) : ""));
    }

    private static int FieldWhere(CsvReader csv, Func<CsvReader, int, bool> holds)
    {
        for (var place = 0; place < csv.FieldCount; place++)
        {
            if (holds(csv, place))
            {
                return place;
            }
        }

        return -1;
    }

    /// <summary>
    /// A quoted field is its value, each quote in it doubled, and two quotes around it; any other has none.
    /// </summary>
    private static bool HasBadQuotes(CsvReader csv, int place)
    {
        var raw = csv.GetRawSpan(place).Trim((byte)' ');
        var value = csv.GetSpan(place);
        return raw.StartsWith("\""u8)
            ? !raw.EndsWith("\""u8) || raw.Length != value.Length + value.Count((byte)'"') + 2
            : raw.Contains((byte)'"');
    }

    private static bool IsTooLong(CsvReader csv, int place) =>
        csv.GetSpan(place).Length > PriceListLimits.MaxFieldLength
        && Encoding.UTF8.GetCharCount(csv.GetSpan(place)) > PriceListLimits.MaxFieldLength;

    /// <summary>Bytes that are no UTF-8, or what stands for bytes that were no UTF-16.</summary>
    private static bool HasBadBytes(CsvReader csv, int place) =>
        !Utf8.IsValid(csv.GetSpan(place)) || csv.GetSpan(place).IndexOf("\uFFFD"u8) >= 0;

    private static bool HasNul(CsvReader csv, int place) => csv.GetSpan(place).Contains((byte)0);

    private void Reject(RejectedRow row)
    {
        RejectedRows++;
        if (_rejections.Count < PriceListLimits.MaxRejectionsTold)
        {
            _rejections.Add(row);
        }
    }
}

/// <summary>What the first line of a list says.</summary>
internal sealed record PriceListHeader(PriceListColumns Columns, char Separator);
