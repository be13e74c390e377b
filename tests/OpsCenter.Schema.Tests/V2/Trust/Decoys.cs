using System.Text.RegularExpressions;

namespace OpsCenter.Schema.Tests.V2.Trust;

/// <summary>Functions and operators of a role without rights that match the calls of our SQL better than those of pg_catalog.</summary>
internal static partial class Decoys
{
    private const string Operators =
        "= <> < > <= >= + - * / || ~ !~ ~~ !~~ -> ->> & | # << >> && @> <@ ?";

    /// <summary>Plants them in schema public, some seven thousand of each.</summary>
    public static Task PlantAsync(TestDatabase database, string role) =>
        database.ExecuteAsync(
            $"""
            grant create on schema public to {role};
            set role {role};
            set decoy.names = '{string.Join(' ', Names())}';
            set decoy.operators = '{Operators}';
            {File.ReadAllText(
                WorkingCopy.PathOf("tests", "OpsCenter.Schema.Tests", "V2", "Trust", "decoys.sql")
            )}
            """
        );

    /// <summary>Whether one of them was called, by anybody.</summary>
    public static Task<bool> WereCalledAsync(TestDatabase database) =>
        database.ScalarAsync<bool>("select is_called from public.calls");

    /// <summary>Every word before a parenthesis in the scripts and in the engine.</summary>
    private static IEnumerable<string> Names() =>
        Directory
            .EnumerateFiles(WorkingCopy.PathOf("scripts", "sql", "v2"), "*.sql")
            .Concat(Directory.EnumerateFiles(WorkingCopy.PathOf("scripts", "sql", "v1"), "*.sql"))
            .Concat(
                Directory.EnumerateFiles(
                    WorkingCopy.PathOf("src", "OpsCenter.Migrations"),
                    "*.cs",
                    SearchOption.AllDirectories
                )
            )
            .SelectMany(file => Call().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)
            .Distinct(StringComparer.Ordinal);

    [GeneratedRegex(@"\b([a-z][a-z0-9_]*)\(")]
    private static partial Regex Call();
}
