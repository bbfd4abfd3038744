using Kontor.Access;
using Kontor.Kernel;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Kontor.Catalog;

/// <summary>Price lists on <c>/api</c>: the vendor's operator takes them in and looks at those in force.</summary>
public static class CatalogEndpoints
{
    private const long MaxFile = PriceListLimits.MaxFileMegabytes * 1024L * 1024L;

    /// <summary>The parts of a form around the file.</summary>
    private const long MaxBody = MaxFile + (64 * 1024);

    public static void MapCatalog(this IEndpointRouteBuilder api)
    {
        var lists = api.MapGroup("/price-lists").WithTags("Price lists");
        lists.MapPost("/", PostList)
            .RequirePermission(Permission.ImportPriceLists)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBody), new TakesLargeBody())
            .Accepts<IFormFile>("multipart/form-data", "text/csv", "application/zip", "*/*")
            .WithName("ImportPriceList")
            .WithSummary("Take in a price list, CSV or zip, as the body or in a form; activated whole or not at all")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        lists.MapGet("/", GetLists)
            .RequirePermission(Permission.ImportPriceLists, PermissionLevel.Read)
            .WithName("ListPriceLists")
            .WithSummary("The price lists in force, the newest first");
    }

    private static async Task<Results<Created<PriceListImportBody>, Ok<PriceListImportBody>, ProblemHttpResult>>
        PostList(
            HttpRequest request, bool? skipRejected, string? currency, string? fileName, Actor actor,
            ImportPriceList import, CancellationToken cancel)
    {
        if (request.ContentLength > MaxBody)
        {
            return Problems.From(PriceListReasons.TooLarge.About(PriceListLimits.MaxFileMegabytes));
        }

        try
        {
            await using var file = await Received.From(request, MaxBody, cancel);
            var upload = new PriceListUpload(
                file.Content, fileName ?? file.Name, skipRejected ?? false, currency);
            return Answer(await import.Handle(actor, upload, cancel));
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Problems.From(PriceListReasons.TooLarge.About(PriceListLimits.MaxFileMegabytes));
        }
    }

    private static Results<Created<PriceListImportBody>, Ok<PriceListImportBody>, ProblemHttpResult> Answer(
        Result<PriceListImport> result)
    {
        if (result.ValueOrNull is not { } import)
        {
            return Problems.From(result.Decision);
        }

        var body = PriceListImportBody.From(import);
        switch (import.Outcome)
        {
            case ImportOutcome.Activated:
                return TypedResults.Created($"/api/price-lists/{import.Id}", body);
            case ImportOutcome.AlreadyImported:
                return TypedResults.Ok(body);
            default:
                var problem = Problems.From(PriceListReasons.RowsRejected.About(import.RejectedRows));
                problem.ProblemDetails.Extensions["import"] = body;
                return problem;
        }
    }

    private static async Task<Results<Ok<PageBody<PriceListBody>>, ProblemHttpResult>> GetLists(
        int? size, string? cursor, CatalogQueries queries, CancellationToken cancel)
    {
        var asked = PageRequest.From(size, cursor);
        if (asked.ValueOrNull is not { } page)
        {
            return Problems.From(asked.Decision);
        }

        var lists = await queries.PriceLists(new PriceListFilter(), page, cancel);
        return TypedResults.Ok(lists.ToBody(PriceListBody.From));
    }

    /// <summary>A file that came with a request, on disk: it is read more than once.</summary>
    private sealed record Received(Stream Content, string Name) : IAsyncDisposable
    {
        public static async Task<Received> From(HttpRequest request, long limit, CancellationToken cancel)
        {
            // Some tools call any body a form; only one in parts can hold a file.
            if (request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true)
            {
                return await FromForm(request, limit, cancel);
            }

            var file = new FileStream(
                Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
                new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.ReadWrite,
                    Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
                });
            try
            {
                await request.Body.CopyToAsync(file, cancel);
            }
            catch
            {
                await file.DisposeAsync();
                throw;
            }

            return new Received(file, "price-list");
        }

        public ValueTask DisposeAsync() => Content.DisposeAsync();

        /// <summary>
        /// The one file of a form, which the framework keeps on disk by itself; nothing when there is not one.
        /// </summary>
        private static async Task<Received> FromForm(HttpRequest request, long limit, CancellationToken cancel)
        {
            try
            {
                var form = await new FormFeature(request, new FormOptions { MultipartBodyLengthLimit = limit })
                    .ReadFormAsync(cancel);
                return form.Files.Count == 1
                    ? new Received(form.Files[0].OpenReadStream(), form.Files[0].FileName)
                    : new Received(Stream.Null, "");
            }
            catch (Exception damaged) when (
                damaged is InvalidDataException or (IOException and not BadHttpRequestException))
            {
                return new Received(Stream.Null, "");
            }
        }
    }
}
