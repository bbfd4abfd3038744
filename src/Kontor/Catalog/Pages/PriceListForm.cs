using Kontor.Kernel;

namespace Kontor.Catalog;

/// <summary>What the form of an import sends back.</summary>
public sealed class PriceListForm
{
    public IFormFile? File { get; set; }

    /// <summary>Of a licence list without such a column (CAT-09); empty for USD.</summary>
    public string? Currency { get; set; }

    public bool SkipRejected { get; set; }

    /// <summary>A browser in which no file was chosen sends an empty one without a name.</summary>
    public bool HasFile => File is { FileName.Length: > 0 };

    public PriceListWish ToWish(Stream? content, JobId? again) => new(
        content, HasFile ? File!.FileName : "", again, SkipRejected,
        string.IsNullOrWhiteSpace(Currency) ? null : Currency.Trim());
}
