namespace Kontor.Site;

/// <summary>One column of a list: how it is called, what it says of a row, and what can be done with it.</summary>
/// <param name="Key">Names the column in the address; letters only.</param>
/// <param name="TitleKey">Text over the column.</param>
/// <param name="Value">
/// What the row says: a text, a whole or decimal number, an instant or a day, or null. Pages may show it in another way;
/// exports write it as it is.
/// </param>
public sealed record ListColumn<T>(string Key, string TitleKey, Func<T, object?> Value)
{
    /// <summary>By what the list is ordered when this column is chosen; null where it cannot be.</summary>
    public string? Sort { get; init; }

    /// <summary>Figures stand at the right.</summary>
    public bool IsNumber { get; init; }

    /// <summary>The column that names the row; it cannot be put away.</summary>
    public bool IsHeader { get; init; }

    /// <summary>Whether it is shown until somebody chooses otherwise.</summary>
    public bool IsUsual { get; init; } = true;
}

/// <summary>One value of a filter.</summary>
/// <param name="Value">As it stands in the address.</param>
/// <param name="Text">As people read it.</param>
public sealed record FilterChoice(string Value, string Text);

/// <summary>Something by which a list can be narrowed: one value out of some, or a text.</summary>
/// <param name="Key">Names the filter in the address; letters only.</param>
/// <param name="TitleKey">Text of the filter.</param>
/// <param name="Choices">What can be chosen; other values are as good as none.</param>
public sealed record ListFilter(string Key, string TitleKey, IReadOnlyList<FilterChoice> Choices)
{
    /// <summary>Whether the reader writes the value, instead of choosing one.</summary>
    public bool IsText { get; private init; }

    /// <summary>A filter whose value the reader writes.</summary>
    public static ListFilter OfText(string key, string titleKey) => new(key, titleKey, []) { IsText = true };

    /// <summary>A value as people read it.</summary>
    public string TextOf(string value) => IsText ? value : Choices.First(choice => choice.Value == value).Text;
}

/// <summary>What a list shows and what can be done with it; its page and its exports are made from this.</summary>
/// <param name="Path">Address of the page.</param>
/// <param name="Columns">In their order; the first one is the header of the row.</param>
/// <param name="Filters">In their order.</param>
public sealed record ListDefinition<T>(
    string Path, IReadOnlyList<ListColumn<T>> Columns, IReadOnlyList<ListFilter> Filters)
{
    /// <summary>Text of what can be searched for; null for a list without search.</summary>
    public string? SearchKey { get; init; }

    /// <summary>
    /// Text of what lies between two days, such as when something was bought; null for a list without that choice.
    /// </summary>
    public string? PeriodKey { get; init; }

    /// <summary>The first day until somebody chooses other ones; null for from the beginning.</summary>
    public DateOnly? UsualFrom { get; init; }

    /// <summary>The order until somebody chooses another: a <see cref="ListColumn{T}.Sort"/>, with a minus in front to turn it round.</summary>
    public string? UsualSort { get; init; }

    /// <summary>Where the rows are exported; null for a list without export.</summary>
    public string? ExportPath { get; init; }

    /// <summary>Further values of the address that belong to the list, such as the customer whose things it lists.</summary>
    public IReadOnlyList<string> Kept { get; init; } = [];
}
