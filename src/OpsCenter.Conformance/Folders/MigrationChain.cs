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
    private readonly int _seed;
    private readonly string _id = Guid.NewGuid().ToString("N");
    private readonly List<MigrationPair> _since = [];
    private DatabaseTemplate _bare;
    private int _number;

    public MigrationChain(DatabaseServer server, FolderCheckOptions options)
    {
        _server = server;
        _rows = new CarriedRows(options);
        _seed = options.Seed;
        _bare = Next(
            parent: null,
            async (connectionString, cancellation) =>
            {
                foreach (var script in new[] { options.Base, options.Data }.OfType<SqlScript>())
                {
                    await Trial.PrepareAsync(connectionString, script.ForAnyMajor(), cancellation);
                }
            }
        );
        Present = Next(_bare, _rows.AddAsync);
    }

    /// <summary>The server of the databases.</summary>
    public DatabaseServer Server => _server;

    /// <summary>The database before the next migration.</summary>
    public DatabaseTemplate Present { get; private set; }

    /// <summary>The trial of a migration on <see cref="Present"/>.</summary>
    public Trial TrialOf(MigrationPair pair)
    {
        IReadOnlyList<MigrationPair> since = [.. _since];
        return new(pair, _server, _seed, Present)
        {
            // A migration may have renamed or copied what was put in: so the rows are not removed, but never put in.
            WithoutGeneratedRows = _rows.Any
                ? new Trial(
                    pair,
                    _server,
                    _seed,
                    Next(
                        _bare,
                        async (connectionString, cancellation) =>
                        {
                            foreach (var earlier in since)
                            {
                                await Trial.PrepareAsync(
                                    connectionString,
                                    earlier.RunnableUp,
                                    cancellation
                                );
                            }
                        }
                    )
                )
                : null,
        };
    }

    /// <summary>Goes on to the database after a migration.</summary>
    /// <param name="trial">That of <see cref="TrialOf"/> for the migration.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="PreparationFailedException">The up script fails, also without the rows that were put in.</exception>
    public async Task AdvanceAsync(Trial trial, CancellationToken cancellation)
    {
        var migrated = trial.MigratedTemplate;
        try
        {
            await _server.BuildAsync(migrated, cancellation);
        }
        catch (PreparationFailedException) when (trial.WithoutGeneratedRows is { } other)
        {
            // That is a finding about this migration. The later ones are checked on what it makes without these rows.
            migrated = other.MigratedTemplate;
            await _server.BuildAsync(migrated, cancellation);
            await KeepAsync(other.BaseTemplate, cancellation);
        }

        _since.Add(trial.Pair);
        Present = Next(migrated, _rows.AddAsync);
        await _server.BuildAsync(Present, cancellation);
    }

    /// <summary>Keeps a copy of a database without generated rows, so that the next one is made of it.</summary>
    private async Task KeepAsync(DatabaseTemplate bare, CancellationToken cancellation)
    {
        var past = _bare;
        _bare = Next(bare, (_, _) => Task.CompletedTask);
        _since.Clear();
        await _server.BuildAsync(_bare, cancellation);
        await _server.DropAsync(past);
    }

    private DatabaseTemplate Next(
        DatabaseTemplate? parent,
        Func<string, CancellationToken, Task> build
    ) => new($"folder {_id} {++_number}", build) { Parent = parent };
}
