using System.Globalization;
using Kontor.Kernel;

namespace Kontor.PartnerCenter;

/// <summary>Which page of a seek-paged list is wanted, seen from the page the token came with.</summary>
internal enum SeekOperation
{
    Next,
    Previous,
    First,
    Last,

    /// <summary>In the clients' vocabulary, but no client sends the index with it.</summary>
    PageIndex,
}

/// <summary>
/// What a client asks of a seek-paged list: the first page by size and filter, or another page by token and operation,
/// where everything else comes from the token.
/// </summary>
/// <param name="Size">Items per page; 0 for all of them.</param>
/// <param name="FilterText">The filter as sent, for the next token.</param>
/// <param name="Filter">The filter; null for none.</param>
/// <param name="Skip">Items to leave out before the first page.</param>
/// <param name="Operation">The page wanted; First when there is no token.</param>
/// <param name="From">The page the operation starts from; null when there is no token.</param>
internal sealed record SeekRequest(
    int Size, string? FilterText, Filter? Filter, int Skip, SeekOperation Operation, SeekToken? From)
{
    /// <summary>True when the page is found by walking the list backwards.</summary>
    public bool IsBackward => Operation is SeekOperation.Previous or SeekOperation.Last;

    public static (SeekRequest? Request, Fault? Fault) Read(
        HttpRequest request, SeekTokens tokens, string list, TenantId tenant)
    {
        var (word, sent) = (OperationIn(request.Query), (string?)request.Headers[SeekToken.Header]);
        var operation = SeekOperation.Next;
        if (word is not null && !WireEnums<SeekOperation>.TryParse(word, out operation))
        {
            return (null, Fault.WordUnknown.About("seekOperation"));
        }

        if (string.IsNullOrEmpty(sent))
        {
            return word is null || operation == SeekOperation.First
                ? FirstPage(request.Query)
                : (null, Fault.TokenInvalid);
        }

        if (operation == SeekOperation.PageIndex)
        {
            return (null, Fault.ArgumentInvalid.About("seekOperation"));
        }

        if (tokens.Open(sent, list, tenant) is not { } token)
        {
            return (null, Fault.TokenInvalid);
        }

        var filter = token.Filter is null ? null : Filter.Parse(token.Filter).Filter;
        return (new SeekRequest(token.Size, token.Filter, filter, 0, operation, token), null);
    }

    private static (SeekRequest? Request, Fault? Fault) FirstPage(IQueryCollection query)
    {
        if (!TryNumber(query, "size", out var size))
        {
            return (null, Fault.ArgumentInvalid.About("size"));
        }

        if (!TryNumber(query, "offset", out var skip))
        {
            return (null, Fault.ArgumentInvalid.About("offset"));
        }

        var text = (string?)query[Filter.Parameter];
        if (string.IsNullOrWhiteSpace(text))
        {
            return (new SeekRequest(size, null, null, skip, SeekOperation.First, null), null);
        }

        var (filter, fault) = Filter.Parse(text);
        return filter is null
            ? (null, fault)
            : (new SeekRequest(size, text, filter, skip, SeekOperation.First, null), null);
    }

    /// <summary>A parameter that is a whole number of 0 or more; 0 when it is absent.</summary>
    private static bool TryNumber(IQueryCollection query, string name, out int number)
    {
        number = 0;
        var text = (string?)query[name];
        return string.IsNullOrEmpty(text)
            || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Spelled <c>seekOperation</c>, <c>seekoperation</c> or <c>seek_operation</c> by different clients.</summary>
    private static string? OperationIn(IQueryCollection query) =>
        query.TryGetValue("seekOperation", out var plain) ? plain
        : query.TryGetValue("seek_operation", out var snake) ? snake
        : (string?)null;
}
