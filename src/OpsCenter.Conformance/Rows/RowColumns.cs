namespace OpsCenter.Conformance.Rows;

/// <summary>
/// The columns of a new row that get a value. The others get their default; generated columns get none.
/// </summary>
internal enum RowColumns
{
    /// <summary>Only the columns that an INSERT must name.</summary>
    Required,

    /// <summary>All columns except those with a sequence.</summary>
    Usual,

    /// <summary>All columns.</summary>
    All,
}
