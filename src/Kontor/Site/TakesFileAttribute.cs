using Kontor.Kernel;

namespace Kontor.Site;

/// <summary>
/// A page whose form holds a file: it takes a larger body than other pages do. What is larger still is refused before it
/// is read, in the words of what the file should have been.
/// </summary>
/// <param name="maxMegabytes">Of the file.</param>
[AttributeUsage(AttributeTargets.Class)]
public abstract class TakesFileAttribute(int maxMegabytes) : Attribute
{
    /// <summary>The parts of the form around the file.</summary>
    private const int Around = 64 * 1024;

    /// <summary>Bytes of the whole form.</summary>
    public long MaxBody { get; } = (maxMegabytes * 1024L * 1024L) + Around;

    public abstract Reason TooLarge { get; }
}
