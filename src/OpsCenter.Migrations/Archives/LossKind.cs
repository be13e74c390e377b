namespace OpsCenter.Migrations.Archives;

/// <summary>What of a table a script drops or changes.</summary>
internal enum LossKind
{
    /// <summary>The table with all rows.</summary>
    Table,

    /// <summary>The values of columns.</summary>
    Columns,

    /// <summary>Rows that are updated, deleted or emptied.</summary>
    Rows,
}
