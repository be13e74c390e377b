namespace OpsCenter.Migrations.Sessions;

/// <summary>The settings under which a script runs, until its transaction ends.</summary>
internal static class ScriptSettings
{
    private const string Sql = """
        select
            -- A script resolves its tables by the path of its caller.
            set_config('search_path', $4, true),
            set_config('opscenter.mode', $1, true),
            set_config('opscenter.next', '', false),
            -- The runner lock is held by a session of its own.
            set_config('opscenter.runner', 'held', true),
            set_config('opscenter.allow_blocking', $2, true),
            set_config('opscenter.discard', $3, true),
            set_config('client_min_messages', 'notice', true)
        """;

    /// <param name="session">The session, in the transaction in which the script will run.</param>
    /// <param name="mode">The value of <c>opscenter.mode</c>: empty, <c>plan</c>, <c>online</c> or <c>plan online</c>.</param>
    /// <param name="options">What the operator allowed.</param>
    /// <param name="cancellation">Ends the wait for the server.</param>
    public static Task ApplyAsync(
        DatabaseSession session,
        string mode,
        MigratorOptions options,
        CancellationToken cancellation
    ) =>
        session.ExecuteAsync(
            Sql,
            cancellation,
            mode,
            options.AllowBlocking ? "on" : "",
            options.Discard ?? "",
            session.CallerPath.Setting
        );
}
