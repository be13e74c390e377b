using OpsCenter.Conformance.Rows;
using OpsCenter.Conformance.Snapshots;

namespace OpsCenter.Conformance.Writers;

/// <summary>
/// The tables of a base on which statements of an old program may have another effect after the up script. In a large base they are few, and
/// the statements of all tables need minutes.
/// </summary>
internal sealed class ConcernedTables
{
    /// <summary>All tables of a small base count.</summary>
    private const int Few = 8;

    /// <summary>Facts about one table. Any other kind of fact, such as a function or a type, may concern each table.</summary>
    private static readonly string[] OfTables =
    [
        "table ",
        "column ",
        "constraint ",
        "index ",
        "sequence ",
        "internal triggers ",
        "statistics ",
    ];

    /// <summary>Facts that let a statement reach other tables than its own.</summary>
    private static readonly string[] Reaching = ["trigger ", "rule ", "policy ", "inherits "];

    private readonly TableCatalog _catalog;
    private readonly DatabaseImage _before;
    private readonly DatabaseImage _after;

    private ConcernedTables(TableCatalog catalog, DatabaseImage before, DatabaseImage after)
    {
        _catalog = catalog;
        _before = before;
        _after = after;
    }

    /// <summary>The tables, in the order of the catalog.</summary>
    public static IReadOnlyList<TableShape> Of(
        TableCatalog catalog,
        DatabaseImage before,
        DatabaseImage after
    ) => new ConcernedTables(catalog, before, after).Find();

    private IReadOnlyList<TableShape> Find()
    {
        var differences = _before.Schema.DifferencesTo(_after.Schema);
        if (
            _catalog.Tables.Count <= Few
            || !differences.All(IsOfOneTable)
            || _before.Data.Sequences.Any(sequence =>
                _after.Data.Sequences.GetValueOrDefault(sequence.Key) != sequence.Value
            )
        )
        {
            return _catalog.Tables;
        }

        var texts = differences
            .Select(fact => $"{fact.Identity} {fact.Before} {fact.After}")
            .Concat(
                _before
                    .Schema.Facts.Concat(_after.Schema.Facts)
                    .Where(IsReaching)
                    .Select(fact => fact.ToString())
            )
            .ToList();
        var concerned = _catalog
            .Tables.Where(table =>
                HasOtherRows(table.Name) || texts.Exists(text => Names(text, table.Name))
            )
            .Select(table => table.Name)
            .ToHashSet(StringComparer.Ordinal);
        // A statement on a table reaches the tables that refer to it.
        var open = new Queue<string>(concerned);
        while (open.TryDequeue(out var name))
        {
            foreach (var key in _catalog.Find(name)?.ForeignKeys ?? [])
            {
                if (concerned.Add(key.Table))
                {
                    open.Enqueue(key.Table);
                }
            }
        }

        return [.. _catalog.Tables.Where(table => concerned.Contains(table.Name))];
    }

    private bool IsOfOneTable(SchemaDifference fact) =>
        fact switch
        {
            // Also one of a domain.
            { Identity: var identity }
                when identity.StartsWith("constraint ", StringComparison.Ordinal) => _before
                .Data.Tables.Keys.Concat(_after.Data.Tables.Keys)
                .Any(table =>
                    identity.StartsWith($"constraint {table}.", StringComparison.Ordinal)
                ),
            // No old statement knows a new type, such as the row type of a new table.
            { Before: null } when fact.Identity.StartsWith("type ", StringComparison.Ordinal) =>
                true,
            _ => StartsWithAny(fact.Identity, OfTables),
        };

    private static bool IsReaching(SchemaFact fact) => StartsWithAny(fact.Identity, Reaching);

    private bool HasOtherRows(string table) =>
        _before.Data.Tables.TryGetValue(table, out var was)
        && (
            !_after.Data.Tables.TryGetValue(table, out var now)
            || was.Rows.Count != now.Rows.Count
            || RowComparison.Without(was.Rows, now.Project(was.Columns).Rows).Count > 0
        );

    private static bool StartsWithAny(string text, string[] beginnings) =>
        Array.Exists(beginnings, beginning => text.StartsWith(beginning, StringComparison.Ordinal));

    /// <summary>Whether the text has the name, and not only as a part of another one.</summary>
    private static bool Names(string text, string name)
    {
        for (
            var at = text.IndexOf(name, StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf(name, at + 1, StringComparison.Ordinal)
        )
        {
            var end = at + name.Length;
            if (
                (at == 0 || !IsOfName(text[at - 1])) && (end == text.Length || !IsOfName(text[end]))
            )
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfName(char letter) =>
        char.IsLetterOrDigit(letter) || letter is '_' or '$';
}
