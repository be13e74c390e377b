using System.Text.RegularExpressions;

namespace OpsCenter.Scripts.Statements;

/// <summary>Recognizes statements by their first words.</summary>
public static partial class StatementPatterns
{
    /// <summary>The effect of a statement on its transaction.</summary>
    public static StatementKind KindOf(string statement) =>
        Begin.IsMatch(statement) ? StatementKind.Begin
        : Commit.IsMatch(statement) ? StatementKind.Commit
        : Rollback.IsMatch(statement) ? StatementKind.Rollback
        : StatementKind.Ordinary;

    /// <summary>Whether data lines follow the statement in the script.</summary>
    public static bool TakesCopyData(string statement) => CopyFromStdin.IsMatch(statement);

    /// <summary>Whether the statement sets the characteristics of the current transaction.</summary>
    public static bool SetsTransaction(string statement) => SetTransaction.IsMatch(statement);

    /// <summary>
    /// Whether the server refuses the statement in a transaction block, as far as its first words show (PreventInTransactionBlock
    /// in PostgreSQL's source).
    /// </summary>
    public static bool RefusesTransactions(string statement) => Refusing.IsMatch(statement);

    /// <summary>Whether the statement drops a database.</summary>
    public static bool DropsDatabase(string statement) => DropDatabase.IsMatch(statement);

    [GeneratedRegex(@"^drop\s+database\b", RegexOptions.IgnoreCase)]
    private static partial Regex DropDatabase { get; }

    [GeneratedRegex(
        @"^(create\s+(unique\s+)?index\s+concurrently\b|drop\s+index\s+concurrently\b|reindex\s+(\([^)]*\)\s*)?(\w+\s+concurrently|database|system|schema)\b"
            + @"|vacuum\b|(create|drop)\s+(database|tablespace)\b|alter\s+system\b|alter\s+table\s[^;]*\sdetach\s+partition\s+\S+\s+concurrently\b)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Refusing { get; }

    [GeneratedRegex(
        @"^set\s+((local|session)\s+)?(transaction\s|transaction_(isolation|read_only|deferrable)\b)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex SetTransaction { get; }

    [GeneratedRegex(
        @"^copy\s.*\sfrom\s+stdin\b",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.NonBacktracking
    )]
    private static partial Regex CopyFromStdin { get; }

    [GeneratedRegex(
        @"^(begin|start\s+transaction)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Begin { get; }

    [GeneratedRegex(
        @"^((commit|end)\b(?!\s+prepared)|prepare\s+transaction\b)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Commit { get; }

    [GeneratedRegex(
        @"^(rollback|abort)\b(?!\s+(prepared|(work\s+|transaction\s+)?to)\b)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Rollback { get; }
}
