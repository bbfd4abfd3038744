using System.Globalization;
using Kontor.Catalog;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Subscriptions;

namespace Kontor.Site;

/// <summary>What is chosen for a customer that is being made, and what the step that chooses it sends back.</summary>
public sealed class OffersForm
{
    /// <summary>The values of the step's buttons. Those that end with a colon name what they are about.</summary>
    public const string Search = "search";

    public const string Close = "close";

    private const string OpenOne = "open:";
    private const string FurtherSkus = "after:";
    private const string FurtherProducts = "more:";
    private const string AddOne = "add:";
    private const string RemoveOne = "remove:";

    public string? Action { get; set; }

    /// <summary>What is searched for.</summary>
    public string? Words { get; set; }

    /// <summary>What was searched for when the page was shown: with other words the results are others.</summary>
    public string? Searched { get; set; }

    /// <summary>Where the part of the list of products begins that is shown; null for the beginning.</summary>
    public string? Cursor { get; set; }

    /// <summary>The product whose offers are shown; null for none.</summary>
    public string? Product { get; set; }

    /// <summary>The SKU after which that part of the product begins; null for the beginning.</summary>
    public string? After { get; set; }

    /// <summary>The customer is made without them; they are kept in case that was not meant.</summary>
    public bool Skips { get; set; }

    public List<OfferLineForm>? Lines { get; set; }

    /// <summary>What was written beside the offers that are shown, one by one.</summary>
    public List<AddToCartForm>? Choices { get; set; }

    public static string Open(string product) => OpenOne + product;

    public static string FurtherSkusAfter(string sku) => FurtherSkus + sku;

    public static string FurtherProductsAfter(string cursor) => FurtherProducts + cursor;

    public static string Add(int choice) => string.Create(CultureInfo.InvariantCulture, $"{AddOne}{choice}");

    public static string Remove(int line) => string.Create(CultureInfo.InvariantCulture, $"{RemoveOne}{line}");

    /// <summary>The place of the offer whose button was pressed; null for another button.</summary>
    internal int? Added => Numbered(AddOne) is { } choice && choice < Choices?.Count ? choice : null;

    internal bool Opens => About(OpenOne) is not null;

    internal bool IsEmpty => Lines is not { Count: > 0 };

    /// <summary>What was written beside an offer.</summary>
    internal AddToCartForm ChoiceOf(OfferedSku offered) =>
        Choices?.FirstOrDefault(choice => choice.Item == offered.CatalogItemId) ?? new();

    /// <summary>What the button changes of what is shown and of what is chosen; adding has to be judged first.</summary>
    internal void Apply()
    {
        if (About(OpenOne) is { } product)
        {
            (Product, After) = (product, null);
        }
        else if (About(FurtherSkus) is { } sku)
        {
            After = sku;
        }
        else if (About(FurtherProducts) is { } cursor)
        {
            Cursor = cursor;
        }
        else if (Action == Search && (Words ?? "") != (Searched ?? ""))
        {
            Cursor = null;
            Shut();
        }
        else if (Action == Close)
        {
            Shut();
        }
        else if (Numbered(RemoveOne) is { } line && line < Lines?.Count)
        {
            Lines.RemoveAt(line);
        }
    }

    /// <summary>The offers of no product are shown any more.</summary>
    internal void Shut() => (Product, After, Choices) = (null, null, null);

    /// <summary>Why the order cannot go on, with numbers that are none named as what they are.</summary>
    internal Decision AsTyped(FirstOrder first) => Decision.From(first.MayGoOn.Reasons.Select(reason =>
    {
        var place = Lines?.FindIndex(line => line.Number is null) ?? -1;
        return place >= 0 && first.Lines[place].Decision.Reasons.Contains(reason)
            ? OfferLineForm.AsTyped(Decision.Refused(reason), first.Lines[place], Lines![place]).Reasons[0]
            : reason;
    }));

    internal List<CartLine> ToLines() => [.. (Lines ?? []).Select((line, place) => line.ToLine(place))];

    /// <summary>Puts what was judged in the place of what was written; a number that did not change stays as it was typed.</summary>
    internal void Keep(IReadOnlyList<CartLine> lines) => Lines =
    [
        .. lines.Select((line, place) =>
            Lines?.ElementAtOrDefault(place) is { } written && written.ToLine(place).Quantity == line.Quantity
                ? written
                : OfferLineForm.From(line)),
    ];

    /// <summary>What is chosen, so that the other steps keep it.</summary>
    internal IEnumerable<(string Name, string Value)> Written() =>
        (Lines ?? []).SelectMany((line, place) => line.Written($"Offers.Lines[{place}]"))
            .Append(("Offers.Words", Words ?? ""))
            .Where(field => field.Item2.Length > 0);

    private string? About(string button) =>
        Action?.StartsWith(button, StringComparison.Ordinal) == true ? Action[button.Length..] : null;

    private int? Numbered(string button) =>
        int.TryParse(About(button), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>One subscription that is chosen.</summary>
public sealed class OfferLineForm
{
    /// <summary>The catalog item.</summary>
    public string? Item { get; set; }

    /// <summary>Term and billing plan: <c>P1Y|Monthly</c>.</summary>
    public string? Terms { get; set; }

    public string? Quantity { get; set; }

    /// <summary>Null for what is no number; none is no quantity either, so the rules refuse it.</summary>
    internal int? Number =>
        int.TryParse(Quantity, NumberStyles.AllowThousands, CultureInfo.CurrentCulture, out var number) ? number : null;

    internal static OfferLineForm From(CartLine line) => new()
    {
        Item = line.CatalogItemId,
        Terms = $"{line.Term}|{line.BillingCycle}",
        Quantity = line.Quantity.ToString(CultureInfo.InvariantCulture),
    };

    internal static OfferLineForm From(AddToCartForm choice) =>
        new() { Item = choice.Item, Terms = choice.Terms, Quantity = choice.Quantity };

    /// <summary>What is wrong with a line, with a number that is none named as what it is.</summary>
    internal static Decision AsTyped(Decision against, AssessedLine line, OfferLineForm written) =>
        written.Number is not null ? against : Decision.From(against.Reasons.Select(reason =>
            reason.Code == CatalogReasons.QuantityTooSmall.Code
                ? ShopReasons.QuantityUnreadable.About(CartTable.TitleOf(line))
                : reason));

    /// <summary>Adds it to what is chosen, more of the same to what there is; what is no quantity stands alone.</summary>
    /// <returns>Its place among the lines.</returns>
    internal int AddTo(List<CartLine> lines)
    {
        CartRules.Put(lines, ToLine(0));
        return lines.FindLastIndex(line => line with { Id = 0, Quantity = 0 } == ToLine(0) with { Quantity = 0 });
    }

    internal CartLine ToLine(int place)
    {
        var (term, plan) = (Terms ?? "").Split('|') is [var named, var billed] && Enum.TryParse<BillingCycle>(billed, out var known)
            && Enum.IsDefined(known) ? (named, (BillingCycle?)known) : (null, null);
        return new CartLine(place, Item ?? "", Number ?? 0, null, plan, term, null);
    }

    internal IEnumerable<(string Name, string Value)> Written(string prefix) =>
        [($"{prefix}.Item", Item ?? ""), ($"{prefix}.Terms", Terms ?? ""), ($"{prefix}.Quantity", Quantity ?? "")];
}
