namespace OpsCenter.Conformance.Writers;

/// <summary>A statement of a program that was written for the base.</summary>
/// <param name="Table">The quoted table that it writes, with its schema; null if unknown.</param>
/// <param name="Preparation">The statements to run before it.</param>
/// <param name="Sql">The statement whose result is compared.</param>
internal sealed record OldWriter(string? Table, IReadOnlyList<string> Preparation, string Sql)
{
    /// <summary>The table of which it reads or writes every row; null if it does not.</summary>
    public string? WholeTable { get; init; }
}
