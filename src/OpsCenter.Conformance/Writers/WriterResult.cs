namespace OpsCenter.Conformance.Writers;

/// <summary>What a statement came to.</summary>
/// <param name="SqlState">The server's code of an error; null if it succeeded.</param>
/// <param name="Message">The server's words then.</param>
/// <param name="Affected">How many rows it wrote, or -1.</param>
/// <param name="Columns">The names of the result's columns.</param>
/// <param name="Rows">The result, each value in the server's text; NULL is null.</param>
/// <param name="Left">What its table held behind it, with the base's columns; empty if it failed, null if it has not got all of these columns any more.</param>
internal sealed record WriterResult(
    string? SqlState,
    string? Message,
    int Affected,
    IReadOnlyList<string> Columns,
    IReadOnlyList<IReadOnlyList<string?>> Rows,
    IReadOnlyList<IReadOnlyList<string?>>? Left
);
