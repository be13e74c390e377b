namespace OpsCenter.Migrations.Journal;

/// <summary>How the metadata in schema <c>opscenter</c> tells apart the pairs of a database.</summary>
internal enum PairLayout
{
    /// <summary>Not at all: the migration extends no named table.</summary>
    WholeDatabase,

    /// <summary>There is no <c>opscenter.pair</c>: nothing is recorded, or it was recorded by an earlier release.</summary>
    Earlier,

    /// <summary>By the numbers of <c>opscenter.pair</c>.</summary>
    Numbered,
}
