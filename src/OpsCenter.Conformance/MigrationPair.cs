using OpsCenter.Conformance.Scripts;

namespace OpsCenter.Conformance;

/// <summary>A migration under test: its two scripts, and a database for which they are meant.</summary>
public sealed record MigrationPair
{
    /// <summary>How reports call it.</summary>
    public required string Name { get; init; }

    /// <summary>Builds the schema before the migration, in an empty database.</summary>
    public required SqlScript Base { get; init; }

    /// <summary>Fills it with rows. Without any, the laws about data have only what the harness makes up.</summary>
    public SqlScript? Data { get; init; }

    /// <summary>The way forward.</summary>
    public required SqlScript Up { get; init; }

    /// <summary>The way back.</summary>
    public required SqlScript Down { get; init; }

    /// <summary>
    /// Statements of a program that knows the base only. They must do the same after the migration. Without any, the harness derives
    /// some from the base's tables.
    /// </summary>
    public SqlScript? OldWriters { get; init; }

    /// <summary>
    /// Grants that the migration's role needs beyond owning the base's objects and CREATE on their schemas. <c>:role</c> and
    /// <c>:database</c> stand for the names, quoted.
    /// </summary>
    public SqlScript? Grants { get; init; }

    /// <summary>Whether a tool runs each script in one transaction, which it begins and ends itself.</summary>
    public bool OneTransaction { get; init; }

    /// <summary>Schemas of the migration's own books, such as a journal or an archive: they may stay after the way back.</summary>
    public IReadOnlyList<string> BookSchemas { get; init; } = [];

    /// <summary>
    /// Tables, each with its schema, with or without quotes, in which the migration keeps its books among the base's, such as a list of the migrations that
    /// have run: nobody else uses their rows, which may be other ones after the way forward.
    /// </summary>
    public IReadOnlyList<string> BookTables { get; init; } = [];

    /// <summary>The way forward as it is run.</summary>
    internal SqlScript Forward => OneTransaction ? Up.InATransaction() : Up;

    /// <summary>The way back as it is run.</summary>
    internal SqlScript Back => OneTransaction ? Down.InATransaction() : Down;

    /// <summary>Schemas and tables whose rows are the migration's own.</summary>
    internal IReadOnlyList<string> Books =>
        [
            .. BookSchemas,
            .. BookTables.Select(table => table.Replace("\"", "", StringComparison.Ordinal)),
        ];

    /// <summary>What it does not promise.</summary>
    public IReadOnlyList<Declaration> Declared { get; init; } = [];
}
