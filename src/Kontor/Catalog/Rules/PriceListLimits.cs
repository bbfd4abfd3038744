namespace Kontor.Catalog;

/// <summary>How big a price list may be, and how much of what is wrong with it is told.</summary>
public static class PriceListLimits
{
    public const int MaxRows = 1_000_000;

    /// <summary>UTF-16 characters.</summary>
    public const int MaxFieldLength = 4_000;

    /// <summary>Of the file as it comes, packed or not.</summary>
    public const int MaxFileMegabytes = 512;

    /// <summary>Of the text in an archive; an archive that unpacks to more is not read on.</summary>
    public const int MaxTextMegabytes = 1_024;

    /// <summary>Of one row, in bytes of UTF-8: every column of a list at its longest fits.</summary>
    public const int MaxRowBytes = 512 * 1024;

    /// <summary>Rejected rows that are named; further ones are counted.</summary>
    public const int MaxRejectionsTold = 1_000;

    /// <summary>Overlapping rows that are named; further ones are counted.</summary>
    public const int MaxOverlapsTold = 1_000;
}
