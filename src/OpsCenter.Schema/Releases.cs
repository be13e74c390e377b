using OpsCenter.Migrations;

namespace OpsCenter.Schema;

/// <summary>The released migrations of the OpsCenter database. Their files are in <c>scripts/sql</c>, their checksums in its ledger.</summary>
public static class Releases
{
    /// <summary>Three columns for llm_providers, six for llm_usage_logs, eight new tables.</summary>
    public static Migration V2 { get; } =
        new()
        {
            Name = "v2",
            Version = new Version(2, 0, 0),
            Forward = EmbeddedScripts.Read("v2/create_llm_management_tables_v2.sql"),
            Rollback = EmbeddedScripts.Read("v2/rollback_llm_management_tables_v2.sql"),
            Restore = EmbeddedScripts.Read("v2/restore_llm_management_archive_v2.sql"),
            ExtendedTables = ["llm_providers", "llm_usage_logs"],
            SupportsOnline = true,
        };

    /// <summary>Every release, oldest first.</summary>
    public static IReadOnlyList<Migration> All { get; } = [V2];

    /// <summary>The newest release.</summary>
    public static Migration Latest => All[^1];
}
