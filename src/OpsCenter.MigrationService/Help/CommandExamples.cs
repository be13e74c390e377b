namespace OpsCenter.MigrationService.Help;

/// <summary>The commands in the order of their use, with examples; help shows them.</summary>
internal static class CommandExamples
{
    /// <summary>Commands that belong together.</summary>
    /// <param name="Title">What they are for.</param>
    /// <param name="Example">The usual use of one of them.</param>
    /// <param name="Commands">Their names.</param>
    public sealed record Group(string Title, string Example, IReadOnlyList<string> Commands);

    public static IReadOnlyList<Group> Groups { get; } =
    [
        new(
            "Before a migration",
            "opscenter plan --sql",
            ["status", "preflight", "plan", "script", "dry-run", "backup"]
        ),
        new("Apply and roll back", "opscenter apply", ["apply", "verify", "rollback"]),
        new(
            "Get data back",
            "opscenter restore --file v2.dump --into shop_copy",
            ["restore-archive", "restore"]
        ),
        new(
            "A folder of your own migrations (--migrations)",
            "opscenter apply --migrations db/migrations",
            ["new", "adopt", "check"]
        ),
        new("Programs and test systems", "opscenter seed --usage-rows 10000", ["worker", "seed"]),
        new("Help", "opscenter help apply", ["help", "man", "completion", "version", "diagnose"]),
    ];

    private static readonly Dictionary<string, string[]> Examples = new(StringComparer.Ordinal)
    {
        ["status"] = ["opscenter status", "opscenter status --all"],
        ["preflight"] = ["opscenter preflight", "opscenter preflight --rollback --no-backup"],
        ["plan"] =
        [
            "opscenter plan",
            "opscenter plan --sql",
            "opscenter plan --rollback",
            "opscenter plan --out plan.json",
            "opscenter plan --migrations db/migrations --to 12",
        ],
        ["script"] = ["opscenter script", "opscenter script --rollback"],
        ["dry-run"] =
        [
            "opscenter dry-run",
            "opscenter dry-run --migrations db/migrations --max-block 500ms",
        ],
        ["backup"] =
        [
            "opscenter backup --backup-dir /srv/backups",
            "opscenter backup --whole --backup-dir /srv/backups",
        ],
        ["apply"] =
        [
            "opscenter apply",
            "opscenter apply --backup-dir /srv/backups --json",
            "opscenter apply --backup-dir /srv/backups --report v2.html",
            "opscenter apply --plan plan.json",
            "opscenter apply --migrations db/migrations --steps 1",
        ],
        ["verify"] = ["opscenter verify", "opscenter verify --full --report verified.md"],
        ["rollback"] =
        [
            "opscenter rollback",
            "opscenter rollback --migrations db/migrations --steps 1",
        ],
        ["restore-archive"] =
        [
            "opscenter restore-archive --plan",
            "opscenter restore-archive --keep-existing",
        ],
        ["restore"] =
        [
            "opscenter restore --file v2.dump --into shop_copy",
            "opscenter restore --file v2.dump --replace shop",
        ],
        ["new"] = ["opscenter new add_email --migrations db/migrations"],
        ["adopt"] = ["opscenter adopt --migrations db/migrations"],
        ["check"] =
        [
            "opscenter check --base schema.sql --data rows.sql --up up.sql --down down.sql --html report.html",
            "opscenter check --migrations db/migrations --since origin/main --markdown comment.md",
        ],
        ["worker"] = ["opscenter worker --backup-dir /srv/backups --wait 30s"],
        ["seed"] = ["opscenter seed --usage-rows 10000", "opscenter seed --shape b"],
        ["help"] = ["opscenter help apply"],
        ["man"] = ["opscenter man"],
        ["completion"] = ["opscenter completion bash"],
        ["version"] = ["opscenter version"],
        ["diagnose"] =
        [
            "opscenter diagnose",
            "opscenter diagnose --rollback --output /tmp/diagnosis.md",
        ],
    };

    /// <summary>The examples of a command; none for one that is unknown.</summary>
    public static IReadOnlyList<string> Of(string command) =>
        Examples.TryGetValue(command, out var examples) ? examples : [];
}
