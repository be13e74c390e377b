namespace OpsCenter.Scripts.Statements;

/// <summary>An UPDATE or DELETE, to which a condition can be added: then it is about some of its rows only.</summary>
/// <param name="Text">The statement.</param>
/// <param name="Table">The table as the statement names it.</param>
/// <param name="IsOnly">Whether it leaves out the tables that inherit from that.</param>
/// <param name="Alias">What its columns are qualified with.</param>
/// <param name="Assigned">The columns that it sets, as the server knows them.</param>
/// <param name="Condition">The index of the first character after WHERE; null if there is none.</param>
public sealed record RowStatement(
    string Text,
    string Table,
    bool IsOnly,
    string Alias,
    IReadOnlyList<string> Assigned,
    int? Condition
)
{
    /// <summary>
    /// Reads a statement. Null if it is no UPDATE or DELETE with a table and without RETURNING or CURRENT OF; one that begins
    /// with WITH is none, since all of it would be executed for each part of the rows.
    /// </summary>
    public static RowStatement? Read(string statement) => new RowStatementReader(statement).Read();

    /// <summary>The statement for the rows that fulfil one more condition. What comes before WHERE keeps its place.</summary>
    public string Within(string condition) =>
        // A comment may end the statement.
        Condition is { } start
            ? $"{Text[..start]}({Text[start..]}\n) and ({condition})"
            : $"{Text}\nwhere ({condition})";
}
