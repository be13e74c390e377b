using OpsCenter.Conformance.Running;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance;

/// <summary>A migration under test: its two scripts and the database that they were written for.</summary>
public sealed record MigrationPair
{
    /// <summary>The name of the migration in reports.</summary>
    public required string Name { get; init; }

    /// <summary>Creates the schema before the migration in an empty database.</summary>
    public required SqlScript Base { get; init; }

    /// <summary>Inserts the rows of the base. Without it, the laws about data use only generated rows.</summary>
    public SqlScript? Data { get; init; }

    /// <summary>The up script.</summary>
    public required SqlScript Up { get; init; }

    /// <summary>The down script.</summary>
    public required SqlScript Down { get; init; }

    /// <summary>
    /// Statements of a program that was written for the base. They must have the same effect after the migration. By
    /// default the harness derives them from the tables of the base.
    /// </summary>
    public SqlScript? OldWriters { get; init; }

    /// <summary>
    /// Grants that the role of the migration needs besides owning the objects of the base and CREATE on their schemas.
    /// <c>:role</c> and <c>:database</c> are replaced by the quoted names.
    /// </summary>
    public SqlScript? Grants { get; init; }

    /// <summary>
    /// Whether a tool runs each script in one transaction that the tool begins and ends. A script of one statement that
    /// the server refuses in a transaction runs without one, as golang-migrate and Flyway run it.
    /// </summary>
    public bool OneTransaction { get; init; }

    /// <summary>
    /// Whether a tool with a journal runs the scripts: it stops at the first error, and rolls back only what it has applied.
    /// </summary>
    public bool HasTool { get; init; }

    /// <summary>
    /// Whether the tool records a migration in another transaction than its own, as golang-migrate does: then a script may be one
    /// transaction itself.
    /// </summary>
    public bool RecordsApart { get; init; }

    /// <summary>Whether the up script says that its tool runs it in one transaction; null if it does not say it.</summary>
    public bool? UpInOneTransaction { get; init; }

    /// <summary>The same for the down script.</summary>
    public bool? DownInOneTransaction { get; init; }

    /// <summary>
    /// Schemas of the migration's metadata, such as a journal or an archive. They may remain after a rollback.
    /// </summary>
    public IReadOnlyList<string> MetadataSchemas { get; init; } = [];

    /// <summary>
    /// Tables of the base that hold metadata of the migration, such as the list of applied migrations; each with its
    /// schema, quoted or not. No other program uses their rows, so the up script may change them.
    /// </summary>
    public IReadOnlyList<string> MetadataTables { get; init; } = [];

    /// <summary>The up script with the transaction of the tool, if there is one.</summary>
    internal SqlScript RunnableUp =>
        UpEngine is { } engine ? Up.RunBy(engine)
        : UpInOneTransaction ?? IsInOneTransaction(Up) ? Up.InATransaction()
        : Up;

    /// <summary>The down script with the transaction of the tool, if there is one.</summary>
    internal SqlScript RunnableDown =>
        DownEngine is { } engine ? Down.RunBy(engine)
        : DownInOneTransaction ?? IsInOneTransaction(Down) ? Down.InATransaction()
        : Down;

    /// <summary>The scripts that the option for one transaction does not concern, because of their one statement.</summary>
    internal IEnumerable<SqlScript> AloneInTheirQuery =>
        new[] { (Script: Up, Said: UpInOneTransaction), (Script: Down, Said: DownInOneTransaction) }
            .Where(one => OneTransaction && one.Said is null && IsRefusedInTransactions(one.Script))
            .Select(one => one.Script);

    /// <summary>The schemas and tables of the migration's metadata, without quotes.</summary>
    internal IReadOnlyList<string> Metadata =>
        [
            .. MetadataSchemas,
            .. MetadataTables.Select(table => table.Replace("\"", "", StringComparison.Ordinal)),
        ];

    /// <summary>The laws that the migration does not promise to keep.</summary>
    public IReadOnlyList<Declaration> Declared { get; init; } = [];

    /// <summary>What runs the up script in the place of a session; null if a session does.</summary>
    internal ScriptEngine? UpEngine { get; init; }

    /// <summary>What runs the down script in the place of a session; null if a session does.</summary>
    internal ScriptEngine? DownEngine { get; init; }

    private bool IsInOneTransaction(SqlScript script) =>
        OneTransaction && !IsRefusedInTransactions(script);

    private static bool IsRefusedInTransactions(SqlScript script) =>
        script.Statements is [var only] && StatementPatterns.RefusesTransactions(only.Text);
}
