using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Trials;
using OpsCenter.Scripts;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Conformance.Folders;

/// <summary>
/// The trials of the migrations of a folder on one server, each on the database that all earlier migrations make. The databases of one
/// migration exist at a time: a request for another one drops them, and one for an earlier migration starts at the base again.
/// </summary>
public sealed class FolderTrials : IDisposable
{
    private readonly MigrationFolder _folder;
    private readonly DatabaseServer _server;
    private readonly FolderCheckOptions _options;
    private readonly SemaphoreSlim _one = new(1, 1);
    private MigrationChain _chain;
    private Trial? _present;
    private int _place = -1;
    private string? _obstacle;

    /// <summary>Creates the trials. No database is created yet.</summary>
    /// <param name="folder">The migrations.</param>
    /// <param name="server">The server on which to create databases.</param>
    /// <param name="options">What the migrations have in common; the defaults if null.</param>
    public FolderTrials(
        MigrationFolder folder,
        DatabaseServer server,
        FolderCheckOptions? options = null
    )
    {
        _folder = folder;
        _server = server;
        _options = options ?? new FolderCheckOptions();
        _chain = new MigrationChain(server, _options);
    }

    /// <summary>The trial of a migration of the folder. It can be used until that of another migration is requested.</summary>
    /// <exception cref="PreparationFailedException">The base or its data cannot be built.</exception>
    /// <exception cref="InvalidOperationException">An earlier migration fails.</exception>
    public async Task<Trial> OfAsync(
        FolderMigration migration,
        CancellationToken cancellation = default
    )
    {
        var wanted = PlaceOf(migration);
        await _one.WaitAsync(cancellation);
        try
        {
            if (wanted < _place)
            {
                await DropAsync();
                await _server.DropAsync(_chain.Present);
                _chain = new MigrationChain(_server, _options);
                _place = -1;
                _obstacle = null;
            }

            while (_place < wanted)
            {
                await GoOnAsync(cancellation);
            }

            return _present!;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private int PlaceOf(FolderMigration migration) =>
        _folder
            .Migrations.Index()
            .Where(one => ReferenceEquals(one.Item, migration) || one.Item.Key == migration.Key)
            .Select(one => (int?)one.Index)
            .FirstOrDefault()
        ?? throw new ArgumentException(
            $"{_folder.Path} has no migration {migration.Key}.",
            nameof(migration)
        );

    private async Task GoOnAsync(CancellationToken cancellation)
    {
        if (_obstacle is not null)
        {
            throw new InvalidOperationException(_obstacle);
        }

        if (_present is { } before)
        {
            try
            {
                await _chain.AdvanceAsync(before, cancellation);
            }
            catch (PreparationFailedException failure)
            {
                // Asked for again, it would fail again, after all the work.
                _obstacle =
                    $"An earlier migration fails, {_folder.Migrations[_place].Title}: {failure.Message}";
                throw new InvalidOperationException(_obstacle, failure);
            }

            await DropAsync();
        }

        await _server.BuildAsync(_chain.Present, cancellation);
        _place++;
        _present = _chain.TrialOf(
            FolderPair.Of(
                _folder.Migrations[_place],
                _options,
                _options.Tool ?? _folder.Convention.Name
            )
        );
    }

    private async Task DropAsync()
    {
        if (_present is { } past)
        {
            await past.DropTemplatesAsync();
            _present = null;
        }
    }
}
