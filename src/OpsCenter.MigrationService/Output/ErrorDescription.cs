using Npgsql;
using OpsCenter.Conformance.Trials;
using OpsCenter.EmbeddedPostgres;
using OpsCenter.Migrations;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Schema.V1;
using OpsCenter.Scripts.Folders;
using OpsCenter.Scripts.Statements;
using OpsCenter.ServiceDefaults.CommandLine;
using OpsCenter.ServiceDefaults.Connections;

namespace OpsCenter.MigrationService.Output;

/// <summary>An error as it is shown: what, what to do, its stable id, and how the process ends.</summary>
internal sealed record ErrorDescription(string Id, string Message, string Remedy, int ExitCode)
{
    /// <summary>What preflight found in the way, one by one; the message has the same as text. Null for another error.</summary>
    public IReadOnlyList<PreflightFinding>? Findings { get; init; }

    /// <summary>The backup that was taken before it; null if there is none.</summary>
    public BackupReport? Backup { get; init; }

    public static ErrorDescription Of(Exception exception, CancellationToken cancellation) =>
        exception switch
        {
            UsageException usage => new("usage", usage.Message, usage.Remedy, ExitCodes.Usage),
            NotConfirmedException unconfirmed => new(
                "not-confirmed",
                unconfirmed.Message,
                unconfirmed.Remedy,
                ExitCodes.Refused
            ),
            MissingLibraryException library => new(
                "library-missing",
                library.Message,
                library.Remedy,
                ExitCodes.CannotConnect
            ),
            MigrationException migration => new(
                migration.Id,
                ProgramRemedy.Of(migration.Message),
                ProgramRemedy.Of(migration.Remedy),
                CodeOf(migration)
            )
            {
                Findings = (migration as PreflightFailedException)?.Findings,
            },
            V1SeedException seed => new(
                "seed-refused",
                seed.Message,
                seed.Remedy,
                ExitCodes.Refused
            ),
            MigrationCancelledException cancelled => new(
                "cancelled",
                cancelled.Message,
                cancelled.Remedy,
                ExitCodes.Cancelled
            ),
            MigrationFolderException folder => new(
                "migrations-unreadable",
                folder.Message,
                folder.Remedy,
                ExitCodes.Usage
            ),
            ScriptSyntaxException script => new(
                "script-unreadable",
                script.Message,
                "Correct the script. Nothing was touched.",
                ExitCodes.Usage
            ),
            PreparationFailedException preparation => new(
                "base-failed",
                $"The database before the migration cannot be built: {preparation.Message}",
                "--base and then --data run as a superuser in an empty database. Correct them; roles and extensions that they name must be there or be made by them.",
                ExitCodes.ScriptFailed
            ),
            EmbeddedPostgresException server => new(
                "no-server",
                server.Message,
                "Or name a server of your own that may be disturbed with --server.",
                ExitCodes.CannotConnect
            ),
            _ when cancellation.IsCancellationRequested => new(
                "cancelled",
                "Cancelled. What had not been committed was rolled back.",
                "Look at opscenter status, then repeat.",
                ExitCodes.Cancelled
            ),
            PostgresException server when StatementEnd.IsMeantBy(server) => Of(
                StatementEnd.Describe(server),
                cancellation
            ),
            // A zero byte is refused in every encoding, and is not in the database.
            PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire } server
                when !server.MessageText.EndsWith("0x00", StringComparison.Ordinal) => new(
                "database-error",
                $"The database has encoding SQL_ASCII and holds a name or text that is not UTF-8: {server.MessageText}. What had not been committed was "
                    + "rolled back.",
                "In psql, find it and rename it: set client_encoding = 'SQL_ASCII'; select n.nspname, c.relname from pg_class c join pg_namespace n on "
                    + "n.oid = c.relnamespace where n.nspname || c.relname ~ '[^ -~]';",
                ExitCodes.Unexpected
            ),
            PostgresException server when !ConnectionLoss.IsMeantBy(server) => new(
                "database-error",
                $"The server refused: {server.MessageText} (SQLSTATE {server.SqlState}). What had not been committed was rolled back.",
                server.Hint ?? "Repeat with --verbose to see where it happened.",
                ExitCodes.Unexpected
            ),
            PostgresException server => new(
                "connection-lost",
                $"The server ended a session of this run: {server.MessageText} (SQLSTATE {server.SqlState}). It rolls back what was not committed.",
                (
                    ConnectionLoss.LimitOf(server) is { } limit
                        ? $"{limit} ended it, before the program could lift it, or because something in the database sets it again. "
                            + $"{StatementEnd.LiftedBy(limit)}. "
                        : "Somebody ended it (pg_terminate_backend()), or the server stopped. "
                ) + "Look at opscenter status, then repeat: it resumes there.",
                ExitCodes.CannotConnect
            ),
            NpgsqlException => new(
                "connection-lost",
                $"The connection to the server was lost: {(exception.InnerException?.Message ?? exception.Message).TrimEnd('.')}.",
                "The server rolls back what was not committed. Look at opscenter status, then repeat: it resumes there.",
                ExitCodes.CannotConnect
            ),
            _ => new(
                "unexpected",
                exception.Message,
                "Repeat with --verbose, and report the stack trace.",
                ExitCodes.Unexpected
            ),
        };

    private static int CodeOf(MigrationException exception) =>
        exception switch
        {
            InvalidOptionException => ExitCodes.Usage,
            ConnectionFailedException or ConnectionLostException or StatementCancelledException =>
                ExitCodes.CannotConnect,
            MigrationRefusedException
            or UnsupportedServerException
            or PermissionDeniedException
            or UntrustedObjectException
            or RestoreRefusedException
            or PreflightFailedException
            or VersionConflictException
            or PlanChangedException
            or SeveralServersException
            or PoolerException => ExitCodes.Refused,
            ScriptFailedException or StatementTimeoutException => ExitCodes.ScriptFailed,
            ChecksumChangedException => ExitCodes.ChecksumChanged,
            RunnerLockException or LockTimeoutException or DryRunBlocksException =>
                ExitCodes.Locked,
            DataTouchedException or MigrationInterferenceException or CommittedUncheckedException =>
                ExitCodes.NotVerified,
            BackupFailedException
            or BackupUnreadableException
            or PgDumpMissingException
            or PgDumpTooOldException => ExitCodes.BackupFailed,
            RestoreFailedException => ExitCodes.RestoreFailed,
            _ => ExitCodes.Unexpected,
        };
}
