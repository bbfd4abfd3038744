using Kontor.Eligibility;
using Kontor.Kernel;
using Microsoft.AspNetCore.Http.Extensions;

namespace Kontor.Site;

/// <summary>One that can be chosen.</summary>
/// <param name="Value">Its id.</param>
/// <param name="Text">Its name.</param>
/// <param name="About">What tells it from others of that name.</param>
/// <param name="IsThrough">Whether it would sell through the reader.</param>
public sealed record SalePick(string Value, string Text, string? About = null, bool IsThrough = false)
{
    /// <summary>Whether these words are its whole name, or what tells it from others.</summary>
    public bool IsCalled(string words) =>
        words.Equals(Text, StringComparison.OrdinalIgnoreCase)
        || words.Equals(About, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What the address says about one field.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Value">Id of the choice; null where the address does not have the field.</param>
/// <param name="Words">What was typed to find somebody.</param>
/// <param name="Picked">Id of the one that was picked of those found.</param>
public sealed record SaleInput(string Name, string? Value, string? Words, string? Picked)
{
    private const int MostLetters = 200;

    public static string FindName(string field) => field + "-find";

    public static string PickName(string field) => field + "-pick";

    public bool IsEmpty => this is { Value: null or "", Words: null, Picked: null };

    public bool IsSent => Value is not null || Words is not null || Picked is not null;

    /// <summary>An id that stands in the field, whoever put it there.</summary>
    public string? Id => Guid.TryParse(Picked ?? Words ?? Value, out var id) ? id.ToString() : null;

    /// <summary>What to look for; null where a choice was made. A choice that is no id is words too.</summary>
    public string? Wanted => Picked is null && Id is null ? Words ?? Value : null;

    public static SaleInput From(IQueryCollection query, string field)
    {
        var value = query.TryGetValue(field, out var sent) ? Cleaned(sent.ToString()) : null;
        return new(field, value, Typed(FindName(field)), Typed(PickName(field)));

        string? Typed(string name) => Cleaned(query[name].ToString()) is { Length: > 0 } words ? words : null;
    }

    private static string Cleaned(string text)
    {
        var words = string.Concat(text.Where(letter => !char.IsControl(letter))).Trim();
        return words[..Math.Min(words.Length, MostLetters)];
    }
}

/// <summary>A field of the question as it is shown.</summary>
/// <param name="Name">Under which it is sent.</param>
/// <param name="Value">The chosen id; empty for none.</param>
/// <param name="Choices">At most some twenty, the chosen one among them.</param>
public sealed record SalePicker(string Name, string Value, IReadOnlyList<SalePick> Choices)
{
    /// <summary>What was looked for and led to no choice.</summary>
    public string? Words { get; init; }

    /// <summary>Those that fit the words, of whom the reader picks; empty where no choice is left to make.</summary>
    public IReadOnlyList<SalePick> Found { get; init; } = [];

    /// <summary>Whether more fit than are shown.</summary>
    public bool HasMore { get; init; }

    /// <summary>Whether somebody else than the choices can be looked for.</summary>
    public bool MayFind { get; init; }

    /// <summary>Why what was typed leads nowhere.</summary>
    public Reason? Wrong { get; init; }

    public SalePick? Chosen => Choices.FirstOrDefault(pick => pick.Value == Value);

    /// <summary>With this one chosen.</summary>
    public SalePicker With(SalePick pick) =>
        this with { Value = pick.Value, Choices = [pick, .. Choices.Where(other => other.Value != pick.Value)] };
}

/// <summary>The whole question as it stands in the address, so that an answer can be sent as a link.</summary>
public sealed record AskedSale(string Action, string Seller, string Via, string Buyer, string Product)
{
    /// <summary>The buyer, where there is none yet.</summary>
    public NewCustomerBody? Customer { get; init; }

    public const string Path = "/can-i-sell";

    public string Address()
    {
        var query = new QueryBuilder { { "action", Action } };
        foreach (var (name, value) in new[] { ("seller", Seller), ("via", Via), ("buyer", Buyer), ("product", Product) })
        {
            if (value.Length > 0)
            {
                query.Add(name, value);
            }
        }

        // The country alone says that there is no buyer yet, also while it is not chosen.
        if (Customer is not null)
        {
            query.Add("country", Customer.Country ?? "");
            foreach (var (name, value) in new[]
            {
                ("cloud", Customer.Cloud), ("kind", Customer.Kind), ("of", Customer.OrganizationOf),
            })
            {
                if (!string.IsNullOrEmpty(value))
                {
                    query.Add(name, value);
                }
            }
        }

        return Path + query;
    }
}
