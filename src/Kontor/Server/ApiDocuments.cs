using Kontor.Access;
using Microsoft.OpenApi;

namespace Kontor.Server;

/// <summary>The OpenAPI documents of both surfaces: <c>/openapi/v1.json</c> and <c>/openapi/api.json</c>.</summary>
public static class ApiDocuments
{
    public static IServiceCollection AddApiDocuments(this IServiceCollection services) => services
        .AddDocument(
            "v1",
            "Kontor: Partner Center protocol",
            "The Partner Center REST API, as far as this server has it. What it has not answers 404 with code 1000.")
        .AddDocument(
            "api",
            "Kontor: own API",
            "What Partner Center has no resource for. Refusals are RFC 9457 problems with every reason and its ways out.");

    public static void MapApiDocuments(this IEndpointRouteBuilder app) =>
        app.MapOpenApi("/openapi/{documentName}.json").AllowEveryone();

    /// <summary>A document of the routes whose path begins with its name.</summary>
    private static IServiceCollection AddDocument(this IServiceCollection services, string name, string title, string text) =>
        services.AddOpenApi(name, options =>
        {
            options.ShouldInclude = route => route.RelativePath?.StartsWith($"{name}/", StringComparison.OrdinalIgnoreCase) == true;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo { Title = title, Description = text, Version = name };

                // The address under which the document was asked for says nothing about others.
                document.Servers = [];
                document.Components ??= new OpenApiComponents();
                document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                {
                    ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" },
                };
                document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] }];
                return Task.CompletedTask;
            });
        });
}
