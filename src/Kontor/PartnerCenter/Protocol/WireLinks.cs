namespace Kontor.PartnerCenter;

/// <summary>Addresses in answers. They are relative to the API root: the SDK puts root and <c>/v1</c> in front.</summary>
internal static class WireLinks
{
    /// <summary>The address of the request itself.</summary>
    public static string Self(HttpRequest request) =>
        string.Concat(request.Path.Value.AsSpan(WireProtocol.Root.Length), request.QueryString.Value);
}
