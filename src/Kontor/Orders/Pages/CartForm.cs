using System.Globalization;
using Kontor.Kernel;

namespace Kontor.Orders;

/// <summary>What the form of a cart sends back.</summary>
public sealed class CartForm
{
    public const string Save = "save";

    /// <summary>Saves too, and goes on: what was typed is not lost.</summary>
    public const string Review = "review";

    private const string Remove = "remove:";

    /// <summary>The cart as it was shown.</summary>
    public int Version { get; set; }

    /// <summary>Which button: <see cref="Save"/>, <see cref="Review"/>, or one that names a line.</summary>
    public string? Action { get; set; }

    public List<CartLineForm>? Lines { get; set; }

    /// <summary>The line to be taken out; null when all are to be kept.</summary>
    public int? LineToRemove =>
        Action?.StartsWith(Remove, StringComparison.Ordinal) == true
        && int.TryParse(Action[Remove.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line : null;

    public static string RemoveLine(int line) => $"{Remove}{line}";

    internal static CartForm From(OpenCart open) => new()
    {
        Version = open.Cart.Version,
        Lines = [.. open.Lines.Select(line => new CartLineForm
        {
            Id = line.Line.Id,
            Quantity = line.Line.Quantity.ToString(CultureInfo.InvariantCulture),
            Name = line.Line.FriendlyName,
            Reseller = line.Line.PartnerOfRecord,
        })],
    };

    /// <summary>The changes, or which quantities are no numbers.</summary>
    /// <param name="titleOf">What a line is called.</param>
    internal Result<IReadOnlyList<LineChange>> ToChanges(Func<int, string> titleOf)
    {
        var changes = new List<LineChange>();
        var wrong = new List<Reason>();
        foreach (var line in Lines ?? [])
        {
            if (line.Number is { } quantity)
            {
                changes.Add(new(line.Id, quantity, line.Name, string.IsNullOrEmpty(line.Reseller) ? null : line.Reseller));
            }
            else
            {
                wrong.Add(ShopReasons.QuantityUnreadable.About(titleOf(line.Id)));
            }
        }

        return wrong.Count == 0 ? changes : Decision.From(wrong);
    }
}

/// <summary>One line of it.</summary>
public sealed class CartLineForm
{
    public int Id { get; set; }

    public string? Quantity { get; set; }

    public string? Name { get; set; }

    public string? Reseller { get; set; }

    internal int? Number =>
        int.TryParse(Quantity, NumberStyles.AllowThousands, CultureInfo.CurrentCulture, out var number) ? number : null;
}
