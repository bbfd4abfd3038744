using Kontor.Kernel;

namespace Kontor.Catalog;

/// <summary>Which columns a list has, and with them what its rows mean.</summary>
public enum ListGeneration
{
    /// <summary>The licence list with change marks and offer ids (CAT-09).</summary>
    Licence,

    /// <summary>The list of the consumption plan, in USD (CAT-10).</summary>
    Plan,

    /// <summary>The present list: terms, billing plans and segments.</summary>
    NewCommerce,
}

/// <summary>
/// A price list that was taken in. It exists from the moment it is in force: a list that could not be activated left
/// nothing behind. Its rows stay, because what was bought under them points to them (CAT-07, CAT-12).
/// </summary>
public sealed class PriceList
{
    /// <summary>Later lists have greater ids.</summary>
    public required PriceListId Id { get; init; }

    public required ListGeneration Generation { get; init; }

    /// <summary>Without folders; at most <see cref="MaxFileNameLength"/> characters.</summary>
    public required string FileName { get; init; }

    public const int MaxFileNameLength = 255;

    /// <summary>SHA-256 of the file as it came; the same file is taken in once.</summary>
    public required byte[] Sha256 { get; init; }

    /// <summary>Rows in force.</summary>
    public required int ImportedRows { get; init; }

    /// <summary>Rows that were left out on request.</summary>
    public required int RejectedRows { get; init; }

    /// <summary>Rows that take over from another row of the list before that one ends.</summary>
    public required int OverlappingRows { get; init; }

    /// <summary>When it was imported and, in the same step, activated.</summary>
    public required DateTimeOffset ImportedAt { get; init; }

    public UserId? ImportedBy { get; init; }

    /// <summary>Sign-in or application name at that time.</summary>
    public required string ImportedByName { get; init; }
}
