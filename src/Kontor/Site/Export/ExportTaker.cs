namespace Kontor.Site;

/// <summary>
/// A feature of a request for an export: takes it, instead of having it sent. So an export in the background is made by the
/// endpoint that also sends it, with the same conditions and the same choice of rows.
/// </summary>
internal sealed class ExportTaker
{
    /// <summary>Null until the endpoint has answered, and where it answers with something else.</summary>
    public ListExport? Export { get; set; }
}
