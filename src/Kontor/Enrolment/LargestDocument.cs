using Microsoft.AspNetCore.Http.Metadata;

namespace Kontor.Enrolment;

/// <summary>The body may be as large as a document of an application.</summary>
internal sealed class LargestDocument : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => (ApplicationDocument.MaxMegabytes * 1024L * 1024L) + 1024;
}
