using DbUp.Engine;
using DbUp.Support;

namespace OpsCenter.Migrations.DbUp;

/// <summary>Leaves scripts in the order of their source, which the builder's sorter has made, or a folder's convention.</summary>
internal sealed class KeptOrder : IScriptSorter
{
    public IEnumerable<SqlScript> Sort(
        IEnumerable<SqlScript> scripts,
        ScriptNameComparer comparer
    ) => scripts;
}
