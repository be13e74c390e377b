using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Migrations.Batches;

/// <summary>The table of a statement that is run in batches, and the column that divides its rows.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Rule">How it is divided.</param>
/// <param name="Table">The table, qualified and quoted.</param>
/// <param name="Type">The name of the column's type in pg_catalog.</param>
/// <param name="Tables">The OIDs of the table, which comes first, and of those that inherit from it, if the statement means them.</param>
/// <param name="About">How many rows there are, by the last ANALYZE; 0 if that is not known.</param>
internal sealed record BatchTarget(
    RowStatement Statement,
    BatchRule Rule,
    string Table,
    string Type,
    IReadOnlyList<long> Tables,
    long About
)
{
    // Types whose text is the same for every role, and whose operators are those of the server.
    private static readonly string[] Types =
    [
        "int2",
        "int4",
        "int8",
        "numeric",
        "uuid",
        "text",
        "varchar",
        "date",
        "timestamp",
        "timestamptz",
    ];

    private static readonly string Sql = EmbeddedSql.Read("Batches/target.sql");

    /// <summary>The column that divides the rows, without quotes.</summary>
    public string Column => Rule.Column;

    /// <summary>The table as it stands after FROM.</summary>
    public string Source => Statement.IsOnly ? $"only {Table}" : Table;

    /// <summary>The column in a query of the table whose alias is <c>t</c>.</summary>
    public string Key => SqlName.Column(Column);

    /// <summary>A value of the column in a statement, from its text.</summary>
    public string Literal(string value) => $"{SqlName.Literal(value)}::pg_catalog.{Type}";

    /// <summary>The statement with the condition that its rows are in a range.</summary>
    public string Within(BatchRange range) => Statement.Within(range.In(Statement.Alias));

    /// <summary>The statement with a condition that no row fulfils.</summary>
    public string WithinNone() =>
        Statement.Within(
            $"{Statement.Alias}.{SqlName.Role(Column)} operator(pg_catalog.<) null::pg_catalog.{Type}"
        );

    /// <summary>Finds the table and the column in the database.</summary>
    /// <exception cref="MigrationRefusedException">They are not there, or cannot divide the rows.</exception>
    public static async Task<BatchTarget> ReadAsync(
        DatabaseSession session,
        SqlScript script,
        ScriptPart part,
        CancellationToken cancellation
    ) => await FindAsync(session, script, part, cancellation) ?? throw NoTable(script, part);

    /// <summary>The refusal of a statement whose table is not there.</summary>
    public static MigrationRefusedException NoTable(SqlScript script, ScriptPart part) =>
        Refusal(
            script,
            part,
            $"there is no table {RowStatement.Read(part.Statements[0].Text)!.Table}",
            "Correct the statement."
        );

    /// <summary>As <see cref="ReadAsync"/>; null if the table is not there.</summary>
    /// <exception cref="MigrationRefusedException">The column is not there, or cannot divide the rows.</exception>
    public static async Task<BatchTarget?> FindAsync(
        DatabaseSession session,
        SqlScript script,
        ScriptPart part,
        CancellationToken cancellation
    )
    {
        var rule = part.Batch!;
        var statement = RowStatement.Read(part.Statements[0].Text)!;
        var found = await session.QueryAsync(
            Sql,
            row => new
            {
                Table = row.GetString(0),
                Kind = row.GetString(1),
                Tables = row.GetFieldValue<long[]>(2),
                About = row.GetInt64(3),
                Type = row.IsDBNull(4) ? null : row.GetString(4),
                TypeTitle = row.IsDBNull(5) ? "" : row.GetString(5),
                IsNotNull = row.GetBoolean(6),
                IsIndexed = row.GetBoolean(7),
                Oid = row.GetInt64(8),
            },
            cancellation,
            statement.Table,
            rule.Column,
            session.CallerPath.Schemas.ToArray()
        );
        if (found is not [var table])
        {
            return null;
        }

        if (table.Kind is not ("r" or "p"))
        {
            throw Refusal(
                script,
                part,
                $"{table.Table} is no table of this database",
                "Name the table that has the rows."
            );
        }

        if (table.TypeTitle.Length == 0)
        {
            throw Refusal(
                script,
                part,
                $"{table.Table} has no column {rule.Column}",
                "Name a column that is indexed and not null, such as the primary key."
            );
        }

        if (table.Type is null || !Types.Contains(table.Type))
        {
            throw Refusal(
                script,
                part,
                $"rows cannot be divided by {table.Table}.{rule.Column}, which is of type {table.TypeTitle}",
                $"Name a column of one of these types: {string.Join(", ", Types)}."
            );
        }

        if (!table.IsNotNull)
        {
            throw Refusal(
                script,
                part,
                $"{table.Table}.{rule.Column} may be null, and such rows would be in no batch",
                "Name a column that is not null, such as the primary key."
            );
        }

        if (!table.IsIndexed)
        {
            throw Refusal(
                script,
                part,
                $"{table.Table} has no index that begins with {rule.Column}: each batch would read the whole table",
                $"Name a column with an index, or build one before: create index concurrently on {table.Table} ({SqlName.Role(rule.Column)});"
            );
        }

        return new BatchTarget(
            statement,
            rule,
            table.Table,
            table.Type,
            statement.IsOnly ? [table.Oid] : [table.Oid, .. table.Tables],
            table.About
        );
    }

    private static MigrationRefusedException Refusal(
        SqlScript script,
        ScriptPart part,
        string why,
        string remedy
    ) =>
        new(
            script.Name,
            $"{script.Name}, line {part.Batch!.Line}: the statement in line {part.Statements[0].Line} cannot be run in batches by "
                + $"{part.Batch.Column}: {why}. Nothing of it was run.",
            remedy
        );

    /// <summary>The next rows in the order of the column; null if there are none.</summary>
    /// <param name="session">The session, outside of a transaction.</param>
    /// <param name="after">The last value that was done; null for none.</param>
    /// <param name="end">The last value to be done.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<BatchRange?> NextAsync(
        DatabaseSession session,
        string? after,
        string end,
        int rows,
        CancellationToken cancellation
    )
    {
        var all = new BatchRange(this, after, end, 0);
        var found = await session.QueryAsync(
            $"select x.key::text, x.number from (select {Key} as key, row_number() over (order by {Key}) as number from {Source} t "
                + $"where {all.In("t")} order by {Key} limit $1) x order by x.number desc limit 1",
            row => all with { Until = row.GetString(0), Rows = row.GetInt64(1) },
            cancellation,
            rows
        );
        return found.FirstOrDefault();
    }

    /// <summary>The last value of the column; null if there are no rows.</summary>
    public async Task<string?> LastAsync(DatabaseSession session, CancellationToken cancellation) =>
        (
            await session.QueryAsync(
                $"select {Key}::text from {Source} t order by {Key} desc limit 1",
                row => row.GetString(0),
                cancellation
            )
        ).FirstOrDefault();
}
