namespace OpsCenter.Migrations.Backup;

/// <summary>A table, view or sequence that a replacement drops, or whose rows it deletes.</summary>
/// <param name="Oid">Its oid before the replacement.</param>
/// <param name="Kind">Its <c>pg_class.relkind</c>.</param>
/// <param name="Schema">Its schema's name.</param>
/// <param name="Name">Its name.</param>
/// <param name="Title">Its name, schema-qualified and quoted where needed.</param>
/// <param name="IsDefined">Whether the file has its definition; otherwise it goes with the table that it is a part of, or only its rows are replaced.</param>
/// <param name="HasRowsInFile">Whether the file has its rows.</param>
/// <param name="IsPartOfTable">For a sequence: whether a table owns it or takes a default from it.</param>
/// <param name="Depth">For a view: how many views stand between it and a view that no other uses, at the most.</param>
internal sealed record ReplacedRelation(
    uint Oid,
    char Kind,
    string Schema,
    string Name,
    string Title,
    bool IsDefined,
    bool HasRowsInFile,
    bool IsPartOfTable,
    int Depth
)
{
    /// <summary>Whether it stores rows of its own.</summary>
    public bool StoresRows => Kind == 'r';

    /// <summary>Whether LOCK TABLE takes it.</summary>
    public bool IsLockable => Kind is 'r' or 'p';

    public bool IsView => Kind is 'v' or 'm';
}
