using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Running;
using OpsCenter.Conformance.Trials;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Folders;

/// <summary>
/// The databases between the migrations of a folder: each is the one before with a migration applied, and with rows in the tables that are
/// empty then.
/// </summary>
internal sealed class MigrationChain
{
    private readonly DatabaseServer _server;
    private readonly CarriedRows _rows;
    private readonly string _id = Guid.NewGuid().ToString("N");
    private int _number;

    public MigrationChain(DatabaseServer server, FolderCheckOptions options)
    {
        _server = server;
        _rows = new CarriedRows(options);
        Present = Next(
            parent: null,
            async (connectionString, cancellation) =>
            {
                foreach (var script in new[] { options.Base, options.Data }.OfType<SqlScript>())
                {
                    await Trial.PrepareAsync(connectionString, script.ForAnyMajor(), cancellation);
                }

                await _rows.AddAsync(connectionString, cancellation);
            }
        );
    }

    /// <summary>The server of the databases.</summary>
    public DatabaseServer Server => _server;

    /// <summary>The database before the next migration.</summary>
    public DatabaseTemplate Present { get; private set; }

    /// <summary>Goes on to the database after a migration.</summary>
    /// <param name="trial">Of the migration, on <see cref="Present"/>.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="PreparationFailedException">The up script fails, also without the rows that were put in.</exception>
    public async Task AdvanceAsync(Trial trial, CancellationToken cancellation)
    {
        var migrated = trial.MigratedTemplate;
        try
        {
            await _server.BuildAsync(migrated, cancellation);
        }
        catch (PreparationFailedException) when (_rows.Any)
        {
            // That is a finding about this migration. The later ones are checked on what it makes of empty tables.
            migrated = new Trial(
                trial.Pair,
                _server,
                trial.Seed,
                Next(trial.BaseTemplate, _rows.RemoveAsync)
            ).MigratedTemplate;
        }

        Present = Next(migrated, _rows.AddAsync);
        await _server.BuildAsync(Present, cancellation);
        if (migrated != trial.MigratedTemplate)
        {
            await _server.DropAsync(migrated);
            await _server.DropAsync(migrated.Parent!);
        }
    }

    private DatabaseTemplate Next(
        DatabaseTemplate? parent,
        Func<string, CancellationToken, Task> build
    ) => new($"folder {_id} {++_number}", build) { Parent = parent };
}
