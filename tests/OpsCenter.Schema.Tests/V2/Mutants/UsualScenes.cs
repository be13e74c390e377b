using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Mutants;

/// <summary>Databases as V1 left them, and how people run scripts there.</summary>
internal static class UsualScenes
{
    public static IReadOnlyList<Scene> All { get; } =
    [
        new("shape A in use") { Use = V2Use.Sql },
        new("shape B") { Shape = Shape.B },
        new("shape A with start-up indexes") { Shape = Shape.AWithStartupIndexes },
        new("no such mode") { Settings = Scenes.Set("opscenter.mode", "rehearse") },
        new("quoted names")
        {
            Use = V2Use.Sql,
            Settings = Scenes.Set("quote_all_identifiers", "on"),
        },
        new("a lock that is held")
        {
            Holder = "lock table llm_usage_logs in access share mode",
            Settings = Scenes.Set("lock_timeout", "100"),
        },
        new("a lock that is held, no limit set")
        {
            Use = V2Use.Sql,
            Holder = "lock table llm_usage_logs in access share mode",
        },
        new("a lock that is held, a limit of the caller's own")
        {
            Use = V2Use.Sql,
            Holder = "lock table llm_usage_logs in access share mode",
            Settings = Scenes.Set("lock_timeout", "10s", "statement_timeout", "2s"),
        },
        new("a runner at work")
        {
            Holder = "select pg_advisory_xact_lock(hashtextextended('opscenter.journal', 0))",
            Settings = Scenes.Set("lock_timeout", "100"),
        },
        new("run by a runner")
        {
            Holder = "select pg_advisory_xact_lock(hashtextextended('opscenter.journal', 0))",
            Settings = Scenes.Set("opscenter.runner", "held"),
        },
        new("another script at work")
        {
            Holder = "select pg_advisory_xact_lock(5714380274906371)",
            Settings = Scenes.Set("lock_timeout", "100"),
        },
        new("in a caller's transaction")
        {
            Use = V2Use.Sql,
            Prologue = ["begin"],
            Settings = Scenes.Set("lock_timeout", "7s", "quote_all_identifiers", "on"),
        },
        new("nobody else works with V1's tables", "revoke all on llm_providers from unicorn;"),
        new("a temporary table of the name")
        {
            Prologue = ["create temp table llm_providers (id int)"],
            Settings = Scenes.Set("search_path", "pg_temp, public"),
        },
        new("read only") { Settings = Scenes.Set("default_transaction_read_only", "on") },
    ];
}
