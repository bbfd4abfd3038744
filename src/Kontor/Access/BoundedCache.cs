using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Kontor.Access;

/// <summary>
/// Remembers what was used lately, and at most so much. Two generations: when the young one is full, the old one is
/// dropped and the young one grows old; what is used while old becomes young again. Safe for many threads.
/// </summary>
/// <param name="capacity">Most entries held; at least 2.</param>
public sealed class BoundedCache<TKey, TValue>(int capacity)
    where TKey : notnull
    where TValue : class
{
    private readonly Lock _aging = new();
    private volatile ConcurrentDictionary<TKey, TValue> _young = new();
    private volatile ConcurrentDictionary<TKey, TValue> _old = new();
    private int _room = capacity / 2;

    public bool TryGet(TKey key, [NotNullWhen(true)] out TValue? value)
    {
        if (_young.TryGetValue(key, out value))
        {
            return true;
        }

        if (!_old.TryGetValue(key, out value))
        {
            return false;
        }

        Set(key, value);
        return true;
    }

    public void Set(TKey key, TValue value)
    {
        var young = _young;
        if (young.TryAdd(key, value))
        {
            if (Interlocked.Decrement(ref _room) <= 0)
            {
                Age(young);
            }
        }
        else
        {
            young[key] = value;
        }
    }

    public void Remove(TKey key)
    {
        _young.TryRemove(key, out _);
        _old.TryRemove(key, out _);
    }

    private void Age(ConcurrentDictionary<TKey, TValue> full)
    {
        lock (_aging)
        {
            if (_young == full)
            {
                _old = full;
                _young = new ConcurrentDictionary<TKey, TValue>();
                Volatile.Write(ref _room, capacity / 2);
            }
        }
    }
}
