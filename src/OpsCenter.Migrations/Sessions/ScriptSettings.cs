namespace OpsCenter.Migrations.Sessions;

/// <summary>The settings under which a script runs, until its transaction ends.</summary>
internal static class ScriptSettings
{
    private const string Sql = """
        select
            set_config('opscenter.mode', $1, true),
            set_config('client_min_messages', 'notice', true),
            -- A role's or server's limit for interactive use would cut a big index build in half.
            set_config('statement_timeout', '0', true),
            set_config('idle_in_transaction_session_timeout', '0', true)
        """;

    public static Task ApplyAsync(
        DatabaseSession session,
        string mode,
        CancellationToken cancellation
    ) => session.ExecuteAsync(Sql, cancellation, mode);
}
