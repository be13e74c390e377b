namespace OpsCenter.Testing;

/// <summary>Puts names of a test's own into a statement.</summary>
internal static class Sql
{
    public static string Literal(string text) =>
        $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
