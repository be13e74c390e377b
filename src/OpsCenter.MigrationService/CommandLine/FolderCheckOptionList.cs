using System.CommandLine;
using OpsCenter.Conformance.Folders;

namespace OpsCenter.MigrationService.CommandLine;

/// <summary>The options of <c>opscenter check</c> that mean something with a folder only, and those that mean nothing with one.</summary>
internal static class FolderCheckOptionList
{
    public static Option<string?> Tool { get; } =
        new("--tool")
        {
            Description =
                $"The tool that runs the folder in production, whose journal and lock count: a convention's name, {ToolCare.OpsCenter} or {ToolCare.None}. Default: the folder's.",
            HelpName = "name",
        };

    public static Option<bool> ThroughEngine { get; } =
        new("--through-engine")
        {
            Description =
                "With --migrations: check what opscenter apply and rollback make of the scripts, not the scripts alone: data, crashes, errors, runs at the same time, lock waits.",
        };

    public static Option<string[]> Only { get; } =
        new("--only")
        {
            Description = "Check only this migration; may be repeated.",
            HelpName = "version",
        };

    public static Option<string?> From { get; } =
        new("--from")
        {
            Description = "Check this migration and all that come after it.",
            HelpName = "version",
        };

    public static Option<string?> Since { get; } =
        new("--since")
        {
            Description =
                "Check the migrations whose files git has as changed since this revision, against all laws.",
            HelpName = "revision",
        };

    public static Option<bool> AllLaws { get; } =
        new("--all-laws")
        {
            Description =
                "Check every law but portable. Default: those that need seconds; all with --since and --only.",
        };

    public static Option<int> Jobs { get; } =
        new("--jobs")
        {
            Description =
                "How many are checked at the same time. Default: the number of processors, at most 8.",
            HelpName = "number",
            DefaultValueFactory = _ => Math.Min(8, Environment.ProcessorCount),
        };

    public static Option<string?> Cache { get; } =
        new("--cache")
        {
            Description =
                "The folder with the verdicts of earlier checks, which count for migrations whose scripts and base are unchanged. Default: one of your user.",
            HelpName = "folder",
        };

    public static Option<bool> NoCache { get; } =
        new("--no-cache") { Description = "Check everything again, and keep no verdict." };

    public static Option<string?> Sarif { get; } =
        new("--sarif")
        {
            Description =
                "Also writes SARIF, which code hosts show at the lines of a pull request.",
            HelpName = "file",
        };

    public static IReadOnlyList<Option> All { get; } =
    [Tool, ThroughEngine, Only, From, Since, AllLaws, Jobs, Cache, NoCache, Sarif];

    /// <summary>The options that mean nothing with a folder, each with the reason.</summary>
    public static IReadOnlyList<(Option Option, string Why)> NotWithFolder { get; } =
    [
        (CheckOptions.Up, "the folder has the scripts"),
        (CheckOptions.Down, "the folder has the scripts"),
        (CheckOptions.Name, "each migration has its own name"),
        (CheckOptions.OneTransaction, "the folder says which script runs in a transaction"),
        (CheckOptions.Writers, "each migration has its own base"),
        (CheckOptions.Keep, "the databases of many migrations would stay"),
    ];

    /// <summary>An option that means nothing without a folder and is on the command line; null if there is none.</summary>
    public static Option? FirstGiven(System.CommandLine.ParseResult parsed) =>
        All.FirstOrDefault(option => FolderFit.IsGiven(parsed, option));
}
