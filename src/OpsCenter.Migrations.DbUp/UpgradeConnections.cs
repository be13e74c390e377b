using System.Data;
using DbUp.Engine;
using DbUp.Engine.Output;
using DbUp.Engine.Transactions;

namespace OpsCenter.Migrations.DbUp;

/// <summary>
/// The builder's own connections, which read its journal and stay free of transactions. An operation of DbUp begins and ends the run.
/// </summary>
internal sealed class UpgradeConnections(AttachedUpgrade upgrade, IConnectionManager inner)
    : IConnectionManager
{
    public TransactionMode TransactionMode
    {
        get => inner.TransactionMode;
        set => inner.TransactionMode = value;
    }

    public bool IsScriptOutputLogged
    {
        get => inner.IsScriptOutputLogged;
        set => inner.IsScriptOutputLogged = value;
    }

    public int? ExecutionTimeoutSeconds
    {
        get => inner.ExecutionTimeoutSeconds;
        set => inner.ExecutionTimeoutSeconds = value;
    }

    public IDisposable OperationStarting(IUpgradeLog upgradeLog, List<SqlScript> executedScripts)
    {
        upgrade.EnsureUsable();
        var operation = inner.OperationStarting(upgradeLog, executedScripts);
        try
        {
            upgrade.Begin();
        }
        catch
        {
            operation.Dispose();
            throw;
        }

        return new Operation(upgrade, operation);
    }

    public void ExecuteCommandsWithManagedConnection(Action<Func<IDbCommand>> action) =>
        inner.ExecuteCommandsWithManagedConnection(action);

    public T ExecuteCommandsWithManagedConnection<T>(Func<Func<IDbCommand>, T> actionWithResult) =>
        inner.ExecuteCommandsWithManagedConnection(actionWithResult);

    public bool TryConnect(IUpgradeLog upgradeLog, out string errorMessage) =>
        inner.TryConnect(upgradeLog, out errorMessage);

    public IEnumerable<string> SplitScriptIntoCommands(string scriptContents) =>
        inner.SplitScriptIntoCommands(scriptContents);

    private sealed class Operation(AttachedUpgrade upgrade, IDisposable inner) : IDisposable
    {
        public void Dispose()
        {
            upgrade.End();
            inner.Dispose();
        }
    }
}
