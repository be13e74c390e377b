using System.Data;
using DbUp.Engine;

namespace OpsCenter.Migrations.Journal;

/// <summary>The journal of a plan: nothing ran, so nothing is written.</summary>
internal sealed class SilentJournal : IJournal
{
    public string[] GetExecutedScripts() => [];

    public void EnsureTableExistsAndIsLatestVersion(Func<IDbCommand> dbCommandFactory) { }

    public void StoreExecutedScript(SqlScript script, Func<IDbCommand> dbCommandFactory) { }
}
