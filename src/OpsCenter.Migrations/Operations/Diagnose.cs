using Npgsql;
using OpsCenter.Migrations.Diagnosis;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Operations;

/// <summary>Reads what a specialist asks for first, from the catalogs. A part that cannot be read is reported, and the others are read.</summary>
internal sealed class Diagnose(EngineContext context, Migration migration)
{
    public async Task<IReadOnlyList<DiagnosisSection>> RunAsync(CancellationToken cancellation)
    {
        await using var session = await context.OpenAsync(cancellation);
        await session.SetLockTimeoutAsync(context.Options.LockTimeout, cancellation);
        string[] schemas = [.. session.CallerPath.Schemas];
        string[] tables = [.. migration.ExtendedTables, .. await NewTablesAsync(cancellation)];
        (string Title, string Sql, object[] Arguments)[] parts =
        [
            ("Server", DiagnosisQueries.Server, []),
            ("Settings", DiagnosisQueries.SettingValues, [DiagnosisQueries.Settings]),
            ("Extensions, event triggers, publications", DiagnosisQueries.Objects, []),
            ("Tables", DiagnosisQueries.Tables, [schemas, tables]),
            ("Locks on these tables", DiagnosisQueries.Locks, [schemas, tables]),
            ("Sessions on this database", DiagnosisQueries.Sessions, []),
        ];
        var sections = new List<DiagnosisSection>();
        foreach (var (title, sql, arguments) in parts)
        {
            sections.Add(await ReadAsync(session, title, sql, arguments, cancellation));
        }

        return sections;
    }

    /// <summary>The names that the script gives to tables; none if it cannot say them.</summary>
    private async Task<IReadOnlyList<string>> NewTablesAsync(CancellationToken cancellation)
    {
        try
        {
            var plan = await new Plan(context, migration).RunAsync(
                MigrationDirection.Up,
                cancellation
            );
            return
            [
                .. plan
                    .Steps.Select(step => step.Table)
                    .OfType<string>()
                    .Distinct(StringComparer.Ordinal),
            ];
        }
        catch (MigrationException)
        {
            return [];
        }
    }

    private static async Task<DiagnosisSection> ReadAsync(
        DatabaseSession session,
        string title,
        string sql,
        object[] arguments,
        CancellationToken cancellation
    )
    {
        try
        {
            return new DiagnosisSection(
                title,
                await session.QueryAsync(sql, row => row.GetString(0), cancellation, arguments),
                null
            );
        }
        catch (PostgresException exception) when (!ConnectionLoss.IsMeantBy(exception))
        {
            return new DiagnosisSection(
                title,
                [],
                $"{exception.MessageText} (SQLSTATE {exception.SqlState})"
            );
        }
    }
}
