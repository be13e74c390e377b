using DbUp.Builder;
using DbUp.Engine;
using DbUp.Engine.Transactions;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.VersionRuns;
using OpsCenter.Scripts;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Migrations.DbUp;

/// <summary>The parts of a builder that are replaced, and the run behind them while an operation of DbUp lasts.</summary>
internal sealed class AttachedUpgrade
{
    private readonly OpsCenterUpgrade _upgrade;
    private readonly UpgradeConfiguration _configuration;
    private readonly IConnectionManager _connections;
    private readonly IJournal _journal;
    private readonly ScriptSource _source;
    private readonly UpgradeExecutor _executor;
    private MigrationFolder? _folder;
    private FolderRun? _run;

    public AttachedUpgrade(OpsCenterUpgrade upgrade, UpgradeConfiguration configuration)
    {
        _upgrade = upgrade;
        _configuration = configuration;
        _connections = configuration.ConnectionManager;
        _journal = configuration.Journal;
        _source = new ScriptSource(configuration);
        _executor = new UpgradeExecutor(this);
        Progress = new LogProgress(configuration);
        configuration.ScriptProviders.Clear();
        configuration.ScriptProviders.Add(new UpgradeScripts(this));
        configuration.ScriptSorter = new KeptOrder();
        configuration.Journal = new UpgradeJournal(this);
        configuration.ScriptExecutor = _executor;
        configuration.ConnectionManager = new UpgradeConnections(this, _connections);
    }

    /// <summary>The builder's log.</summary>
    public LogProgress Progress { get; }

    /// <summary>The migrations that are applied or due.</summary>
    public IEnumerable<FolderMigration> Chosen =>
        Run
            .Versions.Where(version => version.Entry is not null || Run.Due.Contains(version))
            .Select(version => version.Migration)
            .OfType<FolderMigration>();

    /// <summary>The names of the scripts that are applied and not due.</summary>
    public IEnumerable<string> Applied =>
        Run
            .Versions.Where(version => version.Entry is not null && !Run.Due.Contains(version))
            .Select(version => version.Migration!.Up.File);

    private FolderRun Run =>
        _run ?? throw new InvalidOperationException("DbUp did not begin an operation.");

    /// <summary>Reads the scripts.</summary>
    public MigrationFolder Read() => _upgrade.Folder ?? _source.Read(_connections);

    /// <summary>Refuses what was set so that scripts would be run in another way.</summary>
    /// <exception cref="InvalidOptionException">Something was.</exception>
    public void EnsureUsable()
    {
        if (
            _configuration.ScriptProviders is not [UpgradeScripts]
            || _configuration.Journal is not UpgradeJournal
            || _configuration.ScriptExecutor != _executor
        )
        {
            throw new InvalidOptionException(
                "Scripts or a journal were given to the builder after WithOpsCenter. Nothing was run.",
                "Call WithOpsCenter last, before Build()."
            );
        }

        if (
            _connections.TransactionMode
            is TransactionMode.SingleTransaction
                or TransactionMode.SingleTransactionAlwaysRollback
        )
        {
            throw new InvalidOptionException(
                "One transaction for all scripts was asked of the builder: it would keep the locks of the first script until the last one has ended. "
                    + "Nothing was run.",
                "Leave WithTransaction() out: each script has its own. To try all of them, call Migrator().DryRunAsync()."
            );
        }
    }

    /// <summary>Begins the run: other runners are kept out until its end.</summary>
    /// <exception cref="MigrationException">The journal and the scripts do not fit together.</exception>
    public void Begin()
    {
        _folder = Read();
        _run = Wait(() => _upgrade.Create(_folder).BeginApplyAsync(_upgrade.Cancellation));
        try
        {
            if (!Wait(() => Run.HasHistoryAsync(_upgrade.Cancellation)))
            {
                Adopt([.. _journal.GetExecutedScripts()]);
            }

            Wait(() => Run.EnsureReadyAsync(_upgrade.Cancellation));
        }
        catch
        {
            End();
            throw;
        }
    }

    /// <summary>Ends the run.</summary>
    public void End()
    {
        if (_run is { } run)
        {
            _run = null;
            Wait(async () => await run.DisposeAsync());
        }
    }

    /// <summary>Applies a script.</summary>
    /// <exception cref="MigrationException">It was not applied.</exception>
    public void Apply(string name)
    {
        var version =
            Run.Due.FirstOrDefault(due => due.Migration!.Up.File == name)
            ?? throw new VersionConflictException(
                $"{name} is applied already, and DbUp was told by a filter to run it again. Nothing of it was run.",
                "Give it ScriptType.RunAlways if it is to run each time."
            );
        Wait(() => Run.ApplyAsync(version, _upgrade.Cancellation));
    }

    /// <summary>Records a script as applied without running it.</summary>
    public void Mark(string name)
    {
        if (Run.Due.FirstOrDefault(due => due.Migration!.Up.File == name) is { Entry: null } due)
        {
            Wait(() => Run.RecordAsync([due.Migration!], "MarkAsExecuted", _upgrade.Cancellation));
        }
    }

    /// <summary>Records what the builder's own journal has, once.</summary>
    private void Adopt(IReadOnlyList<string> executed)
    {
        var adopted = _folder!
            .Migrations.Where(migration =>
                executed.Any(name =>
                    name == migration.Up.File
                    || name.EndsWith($".{migration.Up.File}", StringComparison.Ordinal)
                )
            )
            .ToList();
        if (executed.Count > 0 && adopted.Count == 0)
        {
            throw new VersionConflictException(
                $"DbUp's journal has {executed.Count} scripts, such as {executed[0]}, and none of them is among the scripts of the builder: "
                    + "all would be run on a database that has others. Nothing was run.",
                "Give the builder the scripts that were applied, or another journal."
            );
        }

        if (adopted.Count > 0)
        {
            Wait(() => Run.RecordAsync(adopted, "DbUp", _upgrade.Cancellation));
            _configuration.Log.LogInformation(
                "{0} scripts of DbUp's journal are recorded in opscenter_migrations.",
                adopted.Count
            );
        }
    }

    /// <summary>DbUp is synchronous. A thread of the pool waits for nobody's synchronization context.</summary>
    private static void Wait(Func<Task> work) => Task.Run(work).GetAwaiter().GetResult();

    private static T Wait<T>(Func<Task<T>> work) => Task.Run(work).GetAwaiter().GetResult();
}
