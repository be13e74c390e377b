using System.CommandLine;
using System.CommandLine.Completions;
using OpsCenter.Migrations;
using OpsCenter.MigrationService.Configuration;
using OpsCenter.MigrationService.Progress;
using OpsCenter.ServiceDefaults.CommandLine;

namespace OpsCenter.MigrationService.CommandLine;

/// <summary>The options that every command has.</summary>
internal static class CommonOptions
{
    public static Option<string?> Connection { get; } =
        new("--connection")
        {
            Description =
                "The database, as a connection string or a postgres:// URI. Default: OPSCENTER_CONNECTION, then ConnectionStrings__opscenterdb.",
            HelpName = "text",
            Recursive = true,
        };

    public static Option<bool> Json { get; } =
        new("--json")
        {
            Description = "One JSON document on standard output instead of text.",
            Recursive = true,
        };

    public static Option<FileInfo?> JsonFile { get; } =
        new("--json-file")
        {
            Description =
                "Write the JSON document into this file, too; the text is printed as always.",
            HelpName = "file",
            Recursive = true,
        };

    public static Option<TimeSpan> Timeout { get; } =
        new("--timeout")
        {
            Description =
                "How long to wait for another runner on the same database, such as 500ms, 30s or 2m. Default: 2m.",
            HelpName = "duration",
            Recursive = true,
            CustomParser = Duration.Parse,
            DefaultValueFactory = _ => new MigratorOptions().RunnerDeadline,
        };

    public static Option<TimeSpan> Wait { get; } =
        new("--wait")
        {
            Description =
                "How long to retry the first connection while the server starts, such as 30s or 2m. Default: 0, no retry.",
            HelpName = "duration",
            Recursive = true,
            CustomParser = Duration.ParseOrZero,
            DefaultValueFactory = _ => TimeSpan.Zero,
        };

    public static Option<TimeSpan> LockTimeout { get; } =
        new("--lock-timeout")
        {
            Description =
                "How long one request for a lock may wait, and others behind it. Default: 300ms, less than the server waits before it looks for a deadlock.",
            HelpName = "duration",
            Recursive = true,
            CustomParser = Duration.Parse,
            DefaultValueFactory = _ => new MigratorOptions().LockTimeout,
        };

    public static Option<TimeSpan> LockDeadline { get; } =
        new("--lock-deadline")
        {
            Description =
                "How long an online run asks for one lock before it gives up; the time in which it works does not count. Default: 10m.",
            HelpName = "duration",
            Recursive = true,
            CustomParser = Duration.Parse,
            DefaultValueFactory = _ => new MigratorOptions().LockDeadline,
        };

    public static Option<string?> Migration { get; } =
        new("--migration")
        {
            Description = "The migration's name. Default: the newest.",
            HelpName = "name",
            Recursive = true,
        };

    public static Option<bool> Verbose { get; } =
        new("--verbose")
        {
            Description = "Details on standard error, and stack traces of errors.",
            Recursive = true,
        };

    public static Option<string?> Config { get; } =
        new("--config")
        {
            Description =
                "A JSON file with values of options. Default: opscenter.json of the current folder, if there is one.",
            HelpName = "file",
            Recursive = true,
        };

    public static Option<string?> Profile { get; } =
        new("--profile")
        {
            Description = "The profile of that file whose values count, such as production.",
            HelpName = "name",
            Recursive = true,
            CompletionSources =
            {
                context =>
                    ConfigFile
                        .ProfileNames(context.ParseResult.GetValue(Config))
                        .Select(name => new CompletionItem(name)),
            },
        };

    public static Option<ProgressForm> Progress { get; } =
        new("--progress")
        {
            Description =
                "How a run shows what it is doing: auto (a line that updates on a terminal), plain, json (on standard error), none.",
            HelpName = "form",
            Recursive = true,
        };

    /// <summary>Help itself, and those that go down to every command.</summary>
    public static bool IsOfEveryCommand(Option option) => option is not VersionOption;

    public static IReadOnlyList<Option> All { get; } =
    [
        Connection,
        Wait,
        Json,
        JsonFile,
        Timeout,
        LockTimeout,
        LockDeadline,
        Migration,
        Config,
        Profile,
        Progress,
        Verbose,
    ];
}
