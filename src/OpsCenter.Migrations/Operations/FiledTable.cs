using System.Text;

namespace OpsCenter.Migrations.Operations;

/// <summary>The rows of a metadata table in a backup, as COPY writes them.</summary>
/// <param name="Columns">The names of its columns.</param>
/// <param name="Rows">Each row's fields, with the escapes of COPY.</param>
internal sealed record FiledTable(IReadOnlyList<string> Columns, IReadOnlyList<string[]> Rows)
{
    /// <summary>The text of a NULL.</summary>
    public const string Null = "\\N";

    public int IndexOf(string column) => Columns.Index().First(c => c.Item == column).Index;

    /// <summary>A field of a row; null for NULL.</summary>
    public string? Value(string[] row, string column) =>
        row[IndexOf(column)] is var text && text == Null ? null : Unescaped(text);

    /// <summary>What an escape of COPY stands for (manual, COPY, "Text Format"); pg_dump writes no octal or hexadecimal ones.</summary>
    private static string Unescaped(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var value = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            value.Append(
                text[i] != '\\' || i + 1 == text.Length
                    ? text[i]
                    : text[++i] switch
                    {
                        'b' => '\b',
                        'f' => '\f',
                        'n' => '\n',
                        'r' => '\r',
                        't' => '\t',
                        'v' => '\v',
                        var other => other,
                    }
            );
        }

        return value.ToString();
    }
}
