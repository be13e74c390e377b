using System.Globalization;
using OpsCenter.EmbeddedPostgres;
using OpsCenter.ServiceDefaults.CommandLine;

namespace OpsCenter.MigrationService.CommandLine;

/// <summary>Reads the majors on which a check runs.</summary>
internal static class MajorsArgument
{
    /// <summary>The majors in the order in which they are named.</summary>
    /// <exception cref="UsageException">It is no list of majors, or another option names a server or a major.</exception>
    public static IReadOnlyList<int> Read(string text, string? server, int? major)
    {
        var name = CheckOptions.Majors.Name;
        if (server is not null || major is not null)
        {
            var other = major is not null
                ? CheckOptions.Major.Name
                : $"{CheckOptions.Server.Name} (or {CheckOptions.ServerVariable})";
            throw new UsageException(
                $"{name} starts embedded servers, and {other} names one.",
                "Leave out one of them."
            );
        }

        var majors = text.Split(',', StringSplitOptions.TrimEntries)
            .Select(part =>
                int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    ? Known(name, number)
                    : throw new UsageException(
                        $"{name} {text}: \"{part}\" is no major.",
                        "Write majors with commas, such as 15,18."
                    )
            )
            .ToList();
        return majors.Distinct().Count() == majors.Count
            ? majors
            : throw new UsageException(
                $"{name} {text} names a major twice.",
                "Name each major once."
            );
    }

    /// <summary>The major, which is not too old.</summary>
    /// <exception cref="UsageException">It is.</exception>
    public static int Known(string option, int major) =>
        major >= PostgresBinaries.OldestMajor
            ? major
            : throw new UsageException(
                $"{option} {major} is older than all that are supported.",
                $"Write {PostgresBinaries.OldestMajor} or newer."
            );
}
