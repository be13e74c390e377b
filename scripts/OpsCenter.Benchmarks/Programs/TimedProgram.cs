using System.Diagnostics;
using CliWrap;
using CliWrap.Buffered;

namespace OpsCenter.Benchmarks.Programs;

/// <summary>Runs a client program and measures the duration of its process.</summary>
internal static class TimedProgram
{
    /// <exception cref="InvalidOperationException">The exit code is not 0.</exception>
    public static async Task<TimeSpan> RunAsync(
        string program,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string?> environment,
        string? folder = null
    )
    {
        var watch = Stopwatch.StartNew();
        var result = await Cli.Wrap(program)
            .WithArguments(arguments)
            .WithEnvironmentVariables(environment)
            .WithWorkingDirectory(folder ?? Environment.CurrentDirectory)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();
        var time = watch.Elapsed;
        return result.ExitCode == 0
            ? time
            : throw new InvalidOperationException(
                $"{program} ended with {result.ExitCode}: {result.StandardError} {result.StandardOutput}"
            );
    }

    /// <summary>The same with standard output to /dev/null, for a large dump.</summary>
    public static async Task<TimeSpan> ToNowhereAsync(
        string program,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string?> environment
    )
    {
        var watch = Stopwatch.StartNew();
        await Cli.Wrap("sh")
            .WithArguments(["-c", "exec \"$@\" > /dev/null", "sh", program, .. arguments])
            .WithEnvironmentVariables(environment)
            .ExecuteAsync();
        return watch.Elapsed;
    }

    /// <summary>The major version of the program, or null if it is missing.</summary>
    public static async Task<int?> MajorAsync(string program)
    {
        try
        {
            var result = await Cli.Wrap(program)
                .WithArguments(["--version"])
                .ExecuteBufferedAsync();
            var version = result.StandardOutput.Split(' ')[2];
            return int.TryParse(version.Split('.')[0], out var major) ? major : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
