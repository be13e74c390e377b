using System.Globalization;
using System.Text.RegularExpressions;

namespace OpsCenter.Migrations.Backup;

/// <summary>One line of a backup's table of contents, as <c>pg_restore --list</c> writes it.</summary>
/// <param name="Line">The whole line, which <c>pg_restore --use-list</c> takes back.</param>
/// <param name="Catalog">The oid of the system catalog that held the object; 0 where it is no object of its own.</param>
/// <param name="Oid">The object's oid; for TABLE DATA, the table's.</param>
/// <param name="Text">Kind, schema, name and owner, with blanks between them.</param>
internal sealed partial record ContentsEntry(string Line, uint Catalog, uint Oid, string Text)
{
    private const string DataKind = "TABLE DATA ";
    private const uint ClassCatalog = 1259;

    public bool IsTableData => IsKind("TABLE DATA");

    /// <summary>Whether it defines a table, view, sequence or index: those are in pg_class, which has the same oid on every server.</summary>
    public bool IsRelation => Catalog == ClassCatalog && !IsTableData;

    /// <summary>For TABLE DATA: schema, table and owner, with blanks between them.</summary>
    public string TableName => Text[DataKind.Length..];

    /// <summary>A name as the contents show it: pg_restore replaces line breaks by blanks.</summary>
    public static string Listed(string name) => name.Replace('\n', ' ').Replace('\r', ' ');

    public static ContentsEntry? Read(string line)
    {
        var match = Form().Match(line);
        return match.Success
            ? new ContentsEntry(
                line,
                uint.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
                uint.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture),
                match.Groups[3].Value
            )
            : null;
    }

    /// <summary>Whether its owner, the last word, is this role.</summary>
    public bool IsOwnedBy(string role) => Text.EndsWith($" {role}", StringComparison.Ordinal);

    public bool IsKind(string kind) => Text.StartsWith($"{kind} ", StringComparison.Ordinal);

    [GeneratedRegex(@"^\d+; (\d+) (\d+) (.+)$")]
    private static partial Regex Form();
}
