namespace Kontor.Kernel;

/// <summary>Wakes this server's background work after a change, so that nobody waits for the next look.</summary>
public sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim _waiting = new(0, 1);

    /// <summary>Something was saved that background work should look at. Costs nothing when it is awake already.</summary>
    public void Set()
    {
        if (_waiting.CurrentCount == 0)
        {
            try
            {
                _waiting.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else woke it in between.
            }
        }
    }

    /// <summary>Returns when woken, or after the time: another server may have saved work and stopped.</summary>
    public Task Wait(TimeSpan atMost, CancellationToken cancel) => _waiting.WaitAsync(atMost, cancel);

    public void Dispose() => _waiting.Dispose();
}
