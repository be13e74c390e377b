namespace OpsCenter.Migrations.Planning;

/// <summary>One thing that a script did, found or would do, as it said itself.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="ObjectKind">The kind of object: table, column, index, constraint, trigger, function or schema; null for an outcome.</param>
/// <param name="Schema">The object's schema.</param>
/// <param name="Table">The table it is, or belongs to.</param>
/// <param name="Name">The column, index, constraint, trigger or function; null for a table.</param>
/// <param name="Message">The sentence for the operator.</param>
public sealed record MigrationStep(
    StepKind Kind,
    string? ObjectKind,
    string? Schema,
    string? Table,
    string? Name,
    string Message
)
{
    /// <summary>The object with its schema and table, as far as the script names them; null for an outcome.</summary>
    public string? FullName =>
        string.Join('.', new[] { Schema, Table, Name }.Where(part => part is not null))
            is { Length: > 0 } name
            ? name
            : null;
}
