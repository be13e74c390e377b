using System.Globalization;
using System.Runtime.InteropServices;

namespace OpsCenter.Benchmarks.Machines;

/// <summary>Describes the machine of the measurements.</summary>
internal static class Machine
{
    /// <summary>One line: processor, cores, memory, kernel, load, date.</summary>
    public static string Describe(string postgres) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Of("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString()}, "
                + $"{Environment.ProcessorCount} cores, {Memory()} memory, {RuntimeInformation.OSDescription}, "
                + $"{RuntimeInformation.FrameworkDescription}, {postgres}; "
                + $"{DateTimeOffset.UtcNow:yyyy-MM-dd}, load of the machine before: {Load()}."
        );

    private static string Memory() =>
        Of("/proc/meminfo", "MemTotal") is { } total
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{long.Parse(total.Split(' ')[0], CultureInfo.InvariantCulture) / 1024 / 1024} GiB"
            )
            : "unknown";

    private static string Load() =>
        File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static string? Of(string file, string name) =>
        File.Exists(file)
            ? File.ReadLines(file)
                .FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))
                ?.Split(':', 2)[1]
                .Trim()
            : null;
}
