using Kontor.Kernel;

namespace Kontor.Catalog;

/// <summary>Why a file is not taken in as a price list.</summary>
public static class PriceListReasons
{
    /// <summary>The form came without a file.</summary>
    public static readonly Reason NoFile = new(ReasonKind.Invalid, "PRICE_LIST_NO_FILE", "CAT-07");

    /// <summary>There is nothing in the file.</summary>
    public static readonly Reason Empty = new(ReasonKind.Invalid, "PRICE_LIST_EMPTY", "CAT-07");

    /// <summary>There is a header and no row.</summary>
    public static readonly Reason NoRows = new(ReasonKind.Invalid, "PRICE_LIST_WITHOUT_ROWS", "CAT-07");

    /// <summary>Arguments: the columns that each generation must have, three texts.</summary>
    public static readonly Reason NotRecognised = new(ReasonKind.Invalid, "PRICE_LIST_NOT_RECOGNIZED", "CAT-07");

    /// <summary>The header's bytes or quotes cannot be read.</summary>
    public static readonly Reason HeaderUnreadable = new(ReasonKind.Invalid, "PRICE_LIST_HEADER_UNREADABLE", "CAT-07");

    /// <summary>Arguments: the unknown columns, the columns that must be there, those that may.</summary>
    public static readonly Reason UnknownColumns = new(ReasonKind.Invalid, "PRICE_LIST_UNKNOWN_COLUMNS", "CAT-07");

    /// <summary>Arguments: the missing columns, the columns that must be there, those that may.</summary>
    public static readonly Reason MissingColumns = new(ReasonKind.Invalid, "PRICE_LIST_MISSING_COLUMNS", "CAT-07");

    /// <summary>Argument: the columns that are there twice.</summary>
    public static readonly Reason RepeatedColumns = new(ReasonKind.Invalid, "PRICE_LIST_REPEATED_COLUMNS", "CAT-07");

    /// <summary>Argument: the most rows a list may have.</summary>
    public static readonly Reason TooManyRows = new(ReasonKind.Invalid, "PRICE_LIST_TOO_MANY_ROWS", "CAT-07");

    /// <summary>Argument: the most megabytes a file may have.</summary>
    public static readonly Reason TooLarge = new(ReasonKind.Invalid, "PRICE_LIST_TOO_LARGE", "CAT-07");

    /// <summary>Arguments: the line, the most characters a field may have.</summary>
    public static readonly Reason RowTooLong = new(ReasonKind.Invalid, "PRICE_LIST_ROW_TOO_LONG", "CAT-07");

    /// <summary>Arguments: the line of the quote, the most characters a field may have.</summary>
    public static readonly Reason QuoteNotClosed = new(ReasonKind.Invalid, "PRICE_LIST_QUOTE_NOT_CLOSED", "CAT-07");

    /// <summary>The archive is damaged, encrypted or packed in a way that cannot be read.</summary>
    public static readonly Reason ZipUnreadable = new(ReasonKind.Invalid, "PRICE_LIST_ZIP_UNREADABLE", "CAT-07");

    /// <summary>Argument: how many files the archive holds.</summary>
    public static readonly Reason ZipNotOneFile = new(ReasonKind.Invalid, "PRICE_LIST_ZIP_NOT_ONE_FILE", "CAT-07");

    /// <summary>Argument: how many rows were rejected.</summary>
    public static readonly Reason RowsRejected = new(ReasonKind.Invalid, "PRICE_LIST_ROWS_REJECTED", "CAT-07");

    /// <summary>Argument: the currency that no market is billed in.</summary>
    public static readonly Reason UnknownCurrency = new(ReasonKind.Invalid, "PRICE_LIST_UNKNOWN_CURRENCY", "BIL-20");
}

/// <summary>
/// Why a row of a price list is rejected. The first argument is the value as the file has it, shortened.
/// </summary>
public static class PriceRowReasons
{
    public static readonly Reason BadQuotes = Of("PRICE_ROW_BAD_QUOTES");

    /// <summary>Arguments: fields found, columns in the header.</summary>
    public static readonly Reason FieldCount = Of("PRICE_ROW_FIELD_COUNT");

    /// <summary>Argument: the most characters a field may have.</summary>
    public static readonly Reason FieldTooLong = Of("PRICE_ROW_FIELD_TOO_LONG");

    public static readonly Reason BadBytes = Of("PRICE_ROW_BAD_BYTES");

    public static readonly Reason ControlCharacter = Of("PRICE_ROW_CONTROL_CHARACTER");

    public static readonly Reason MissingValue = Of("PRICE_ROW_MISSING_VALUE");

    public static readonly Reason BadId = Of("PRICE_ROW_BAD_ID");

    public static readonly Reason BadNumber = Of("PRICE_ROW_BAD_NUMBER");

    public static readonly Reason NegativePrice = Of("PRICE_ROW_NEGATIVE_PRICE");

    /// <summary>Second argument: the most decimals.</summary>
    public static readonly Reason TooManyDecimals = Of("PRICE_ROW_TOO_MANY_DECIMALS");

    public static readonly Reason PriceTooHigh = Of("PRICE_ROW_PRICE_TOO_HIGH");

    public static readonly Reason UnknownCurrency = Of("PRICE_ROW_UNKNOWN_CURRENCY");

    /// <summary>The prices of a plan list are in USD.</summary>
    public static readonly Reason PlanNotInUsd = Of("PRICE_ROW_PLAN_NOT_IN_USD", "BIL-23");

    public static readonly Reason UnknownMarket = Of("PRICE_ROW_UNKNOWN_MARKET", "REG-07");

    public static readonly Reason BadTerm = Of("PRICE_ROW_BAD_TERM");

    public static readonly Reason BadPlan = Of("PRICE_ROW_BAD_PLAN");

    /// <summary>Arguments: the billing plan, the term.</summary>
    public static readonly Reason PlanDoesNotFitTerm = Of("PRICE_ROW_PLAN_DOES_NOT_FIT_TERM");

    public static readonly Reason BadSegment = Of("PRICE_ROW_BAD_SEGMENT");

    public static readonly Reason BadDate = Of("PRICE_ROW_BAD_DATE");

    public static readonly Reason EndsBeforeStart = Of("PRICE_ROW_ENDS_BEFORE_START");

    public static readonly Reason BadTier = Of("PRICE_ROW_BAD_TIER");

    /// <summary>Argument: the line of the row whose tier it shares units with.</summary>
    public static readonly Reason TiersOverlap = Of("PRICE_ROW_TIERS_OVERLAP");

    public static readonly Reason BadChangeMark = Of("PRICE_ROW_BAD_CHANGE_MARK", "CAT-09");

    public static readonly Reason BadPurchaseUnit = Of("PRICE_ROW_BAD_PURCHASE_UNIT", "CAT-09");

    public static readonly Reason BadLicenceType = Of("PRICE_ROW_BAD_LICENSE_TYPE", "CAT-09");

    public static readonly Reason BadQuantity = Of("PRICE_ROW_BAD_QUANTITY", "CAT-13");

    public static readonly Reason BadLimit = Of("PRICE_ROW_BAD_LIMIT", "CAT-13");

    /// <summary>Argument: the line of the first row with the same key and start.</summary>
    public static readonly Reason Duplicate = Of("PRICE_ROW_DUPLICATE");

    private static Reason Of(string code, string rule = "CAT-10") => new(ReasonKind.Invalid, code, rule);
}
