using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Enrolment;

/// <summary>The page takes a document, as large as one may be.</summary>
internal sealed class TakesDocumentAttribute() : TakesFileAttribute(ApplicationDocument.MaxMegabytes)
{
    public override Reason TooLarge => DocumentReasons.TooLarge.About(ApplicationDocument.MaxMegabytes);
}
