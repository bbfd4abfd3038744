using System.ComponentModel;
using System.Diagnostics;

namespace Kontor.Kernel.Postgres;

/// <summary>A program that is run to its end.</summary>
internal static class Subprocess
{
    /// <summary>
    /// Runs a program and returns its exit code with all it printed. A program that is not installed answers as a shell
    /// would: 127.
    /// </summary>
    public static async Task<(int ExitCode, string Output)> Run(IEnumerable<string> words, CancellationToken cancel)
    {
        var start = Describe(words);
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancel);
            var errors = process.StandardError.ReadToEndAsync(cancel);
            try
            {
                await process.WaitForExitAsync(cancel);
                return (process.ExitCode, (await output + await errors).Trim());
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
        }
        catch (Win32Exception notFound)
        {
            return (127, notFound.Message);
        }
    }

    /// <summary>
    /// What to start: words are passed as they are, and nothing of Kontor's environment, which may hold secrets and
    /// PG* variables, reaches the program.
    /// </summary>
    public static ProcessStartInfo Describe(IEnumerable<string> words)
    {
        var all = words.ToArray();
        var start = new ProcessStartInfo(all[0], all[1..])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] =
            $"{Environment.GetEnvironmentVariable("PATH")}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";
        start.Environment["LC_ALL"] = "C";
        start.Environment["TZ"] = "UTC";
        return start;
    }
}
