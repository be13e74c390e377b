using System.Globalization;
using System.Text;
using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Online;

/// <summary>Turns what the server says about a unit into one of the types in Errors.</summary>
internal static class UnitFailure
{
    public static MigrationException Describe(
        MigrationScript script,
        ScriptUnit unit,
        int ordinal,
        PostgresException server
    )
    {
        if (server.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return new LockTimeoutException(
                $"To {unit.Message}, transactions that were open before had to end, and did not within the deadline: {server.MessageText}.",
                "Repeat when they have ended (see pg_stat_activity), the run resumes where it stopped; or wait longer with --lock-deadline.",
                server
            );
        }

        if (StatementEnd.IsMeantBy(server))
        {
            return StatementEnd.Describe(
                server,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{script.FileName}, unit {ordinal + 1}: {unit.Message}"
                )
            );
        }

        var location = new ScriptLocation(
            $"{script.FileName}, unit {(ordinal + 1).ToString(CultureInfo.InvariantCulture)}",
            1,
            1,
            Math.Max(1, server.Position),
            unit.Statements.Count == 1 ? unit.Statements[0] : unit.Message
        );
        var text = new StringBuilder(server.MessageText);
        text.Append(
            CultureInfo.InvariantCulture,
            $" (SQLSTATE {server.SqlState})\n{script.FileName}, unit {ordinal + 1}: {unit.Message}"
        );
        foreach (var (label, value) in new[] { ("DETAIL", server.Detail), ("HINT", server.Hint) })
        {
            if (!string.IsNullOrEmpty(value))
            {
                text.Append(CultureInfo.InvariantCulture, $"\n{label}: {value}");
            }
        }

        return new ScriptFailedException(
            location,
            server.SqlState,
            text.ToString(),
            server.Detail,
            server.Hint,
            server,
            "What was done before it stays and disturbs nobody. Fix the cause shown above and repeat: it resumes there."
        );
    }
}
