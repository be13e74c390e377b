namespace OpsCenter.Migrations.Preservation;

/// <summary>What became of a table's or sequence's content.</summary>
public enum PreservationVerdict
{
    /// <summary>The same, to the last bit.</summary>
    Unchanged,

    /// <summary>All rows of before are there, the same to the last bit; others were added since.</summary>
    Preserved,

    /// <summary>Different, and the server counted writes of others since; the migration itself wrote nothing.</summary>
    ChangedByOthers,

    /// <summary>Different, or gone, and nobody else is known to have done it.</summary>
    Changed,

    /// <summary>It cannot be told; the message says why.</summary>
    NotComparable,
}
