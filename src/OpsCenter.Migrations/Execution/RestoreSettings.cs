using System.Globalization;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Execution;

/// <summary>The options of a restore script, as settings until its transaction ends.</summary>
internal static class RestoreSettings
{
    private const string Sql = """
        select set_config('opscenter.archive', $1, true), set_config('opscenter.on_conflict', $2, true)
        """;

    public static async Task ApplyAsync(
        DatabaseSession session,
        MigratorOptions waiting,
        RestoreArchiveOptions options,
        CancellationToken cancellation
    )
    {
        await ScriptSettings.ApplyAsync(
            session,
            options.PlanOnly ? "plan" : "",
            waiting,
            cancellation
        );
        await session.ExecuteAsync(
            Sql,
            cancellation,
            options.Archive?.ToString(CultureInfo.InvariantCulture) ?? "",
            options.KeepExisting ? "keep" : "refuse"
        );
    }
}
