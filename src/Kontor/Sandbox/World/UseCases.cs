using Kontor.Kernel;

namespace Kontor.Sandbox;

/// <summary>Runs use cases for the demo world, each in a unit of work of its own as a request would.</summary>
internal sealed class UseCases(IServiceProvider services)
{
    public IServiceProvider Services => services;

    /// <summary>Does it; the plan of the world never asks for what is not allowed.</summary>
    public async Task<TResult> Do<TUseCase, TResult>(Func<TUseCase, Task<Result<TResult>>> act)
        where TUseCase : notnull
        where TResult : class
    {
        await using var scope = services.CreateAsyncScope();
        var result = await act(scope.ServiceProvider.GetRequiredService<TUseCase>());
        return result.ValueOrNull ?? throw Refused<TUseCase>(result.Decision);
    }

    /// <summary>Writes rows for which there is no use case yet.</summary>
    public async Task Save(IEnumerable<object> rows, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<KontorDb>();
        db.AddRange(rows);
        await db.SaveChangesAsync(cancel);
    }

    public static InvalidOperationException Refused<TUseCase>(Decision decision) => new(
        $"The demo world cannot be made. {typeof(TUseCase).Name}: "
        + string.Join(" ", decision.Reasons.Select(reason => $"[{reason.Code}] {ReasonTexts.Of(reason)}")));
}
