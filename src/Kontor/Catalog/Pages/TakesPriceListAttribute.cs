using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Catalog;

/// <summary>The page takes a price list, as large as one may be.</summary>
internal sealed class TakesPriceListAttribute() : TakesFileAttribute(PriceListLimits.MaxFileMegabytes)
{
    public override Reason TooLarge => PriceListReasons.TooLarge.About(PriceListLimits.MaxFileMegabytes);
}
