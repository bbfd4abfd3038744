using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Kontor.Tests.Kernel;

public sealed class RegularWorkTests
{
    public static TheoryData<Exception> Failures =>
    [
        new NpgsqlException("gone"),
        new TimeoutException("slow"),
        new DbUpdateException("not saved"),

        // So EF Core's provider wraps what is likely to be over soon, such as a database that starts again.
        new InvalidOperationException("likely due to a transient failure", new NpgsqlException("gone")),
    ];

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task A_database_that_cannot_be_reached_stops_neither_the_work_nor_the_server(Exception failure)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        using var work = new Failing(services.GetRequiredService<IServiceScopeFactory>(), failure);

        await work.StartAsync(TestContext.Current.CancellationToken);
        await work.Tried;
        var ended = await Task.WhenAny(work.ExecuteTask!, Task.Delay(200, TestContext.Current.CancellationToken));

        Assert.NotSame(work.ExecuteTask, ended);
        await work.StopAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Failing(IServiceScopeFactory scopes, Exception failure)
        : RegularWork(scopes, TimeProvider.System, NullLogger.Instance, "Tests")
    {
        private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Tried => _tried.Task;

        protected override Task Do(IServiceProvider services, CancellationToken cancel)
        {
            _tried.SetResult();
            throw failure;
        }
    }
}
