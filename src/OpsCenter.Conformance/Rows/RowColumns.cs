namespace OpsCenter.Conformance.Rows;

/// <summary>Which columns of a new row get a value; the others get their default. A generated column never does.</summary>
internal enum RowColumns
{
    /// <summary>Those without which the row is refused.</summary>
    Needed,

    /// <summary>All but those that a sequence numbers.</summary>
    Usual,

    /// <summary>All, the numbered ones too.</summary>
    All,
}
