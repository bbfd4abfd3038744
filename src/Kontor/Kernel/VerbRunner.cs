using System.CommandLine;

namespace Kontor.Kernel;

/// <summary>
/// Runs the action of a verb with the services over the database, and with the data folder, that the verb's options
/// name. Returns the exit code.
/// </summary>
public delegate Task<int> VerbRunner(
    ParseResult parsed, Func<IServiceProvider, string, CancellationToken, Task<int>> action, CancellationToken cancel);
