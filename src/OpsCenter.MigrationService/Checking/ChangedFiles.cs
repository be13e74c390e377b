using System.ComponentModel;
using CliWrap;
using CliWrap.Buffered;
using OpsCenter.ServiceDefaults.CommandLine;

namespace OpsCenter.MigrationService.Checking;

/// <summary>The files of a folder that git has as changed.</summary>
internal static class ChangedFiles
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Changed, added or not yet known to git since the last common revision, relative to the folder, with <c>/</c>.
    /// </summary>
    /// <exception cref="UsageException">There is no git, no repository, or no such revision.</exception>
    public static async Task<IReadOnlySet<string>> SinceAsync(string folder, string revision)
    {
        var changed = await GitAsync(
            folder,
            "diff",
            "--name-only",
            "--relative",
            "--diff-filter=d",
            "--no-renames",
            "-z",
            "--merge-base",
            "--end-of-options",
            revision,
            "--",
            "."
        );
        var unknown = await GitAsync(folder, "ls-files", "--others", "--exclude-standard", "-z");
        return (changed + unknown)
            .Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Where the folder lies in its repository, with <c>/</c>; empty for the root, or outside of any.</summary>
    public static async Task<string> PlaceAsync(string folder)
    {
        try
        {
            return (await GitAsync(folder, "rev-parse", "--show-prefix")).Trim().TrimEnd('/');
        }
        catch (UsageException)
        {
            return "";
        }
    }

    private static async Task<string> GitAsync(string folder, params string[] arguments)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var result = await Cli.Wrap("git")
                .WithArguments(["-C", folder, .. arguments])
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(patience.Token);
            return result.ExitCode == 0
                ? result.StandardOutput
                : throw new UsageException(
                    $"git cannot say what has changed in {folder}: {result.StandardError.Trim()}",
                    "Name a revision of the folder's repository with --since, such as origin/main, and fetch it if it is missing."
                );
        }
        catch (Win32Exception exception)
        {
            throw new UsageException(
                $"--since needs git, which cannot be started: {exception.Message}",
                "Install git, or name the migrations with --only or --from."
            );
        }
    }
}
