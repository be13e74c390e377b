using System.Data;
using DbUp.Engine;

namespace OpsCenter.Migrations.DbUp;

/// <summary>Shows DbUp the journal of OpsCenter. A script writes its entry itself, in its own transaction.</summary>
internal sealed class UpgradeJournal(AttachedUpgrade upgrade) : IJournal
{
    public string[] GetExecutedScripts() => [.. upgrade.Applied];

    /// <summary>DbUp calls this for scripts that it only marks as executed: what is run has its entry already.</summary>
    public void StoreExecutedScript(SqlScript script, Func<IDbCommand> dbCommandFactory) =>
        upgrade.Mark(script.Name);

    public void EnsureTableExistsAndIsLatestVersion(Func<IDbCommand> dbCommandFactory) { }
}
