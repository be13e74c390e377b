using DbUp.Engine;

namespace OpsCenter.Migrations.DbUp;

/// <summary>Runs a script of DbUp's list as a migration: its transaction, retries, proof and entry in the journal.</summary>
internal sealed class UpgradeExecutor(AttachedUpgrade upgrade) : IScriptExecutor
{
    /// <summary>Is not used: a statement takes what it takes, and a token ends it.</summary>
    public int? ExecutionTimeoutSeconds { get; set; }

    public void Execute(SqlScript script) => upgrade.Apply(script.Name);

    public void Execute(SqlScript script, IDictionary<string, string> variables) =>
        upgrade.Apply(script.Name);

    public void VerifySchema() { }
}
