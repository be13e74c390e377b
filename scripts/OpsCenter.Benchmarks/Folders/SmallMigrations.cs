using System.Globalization;

namespace OpsCenter.Benchmarks.Folders;

/// <summary>Small migrations as projects have them: a table, a column, an index, and 1000 rows, in turn.</summary>
internal static class SmallMigrations
{
    /// <summary>The number of migrations.</summary>
    public const int Count = 200;

    /// <summary>The rows that each filled table gets.</summary>
    public const int Rows = 1000;

    /// <summary>Number and SQL of each.</summary>
    public static IEnumerable<(int Number, string Up)> All =>
        Enumerable.Range(1, Count).Select(number => (number, Up(number)));

    /// <summary>The SQL that takes one back.</summary>
    public static string Down(int number) =>
        ((number - 1) % 4) switch
        {
            0 => $"drop table {Table(number)};",
            1 => $"alter table {Table(number)} drop column note;",
            2 => $"drop index {Table(number)}_name;",
            _ => $"delete from {Table(number)} where name = 'a name';",
        };

    private static string Table(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"t{(number - 1) / 4}");

    private static string Up(int number)
    {
        var table = Table(number);
        return ((number - 1) % 4) switch
        {
            0 =>
                $"create table {table} (id bigint generated always as identity primary key, name text not null);",
            1 => $"alter table {table} add column note text;",
            2 => $"create index {table}_name on {table} (name);",
            _ =>
                $"insert into {table} (name) select 'a name' from generate_series(1, {Rows.ToString(CultureInfo.InvariantCulture)});",
        };
    }
}
