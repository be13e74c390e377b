using DbUp.Engine;
using DbUp.Engine.Transactions;
using DbUp.Support;

namespace OpsCenter.Migrations.DbUp;

/// <summary>Gives DbUp the scripts of the source that are applied or due.</summary>
internal sealed class UpgradeScripts(AttachedUpgrade upgrade) : IScriptProvider
{
    public IEnumerable<SqlScript> GetScripts(IConnectionManager connectionManager) =>
        upgrade.Chosen.Select(migration => new SqlScript(
            migration.Up.File,
            migration.Up.Script.Text,
            new SqlScriptOptions
            {
                ScriptType = migration.RunsAlways ? ScriptType.RunAlways : ScriptType.RunOnce,
            }
        ));
}
