using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Running;
using OpsCenter.Conformance.Searches;
using OpsCenter.Conformance.Snapshots;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Trials;

/// <summary>
/// The databases, images and runs that laws need to check one migration on one server. Images are taken once.
/// </summary>
public sealed class Trial
{
    private readonly AsyncLazy<DatabaseImage> _baseImage;
    private readonly AsyncLazy<DatabaseImage> _migratedImage;
    private readonly AsyncLazy<IReadOnlySet<(string Table, string Column)>> _volatileColumns;
    private readonly AsyncLazy<IReadOnlyList<ScriptUnderTest>> _scripts;
    private readonly AsyncLazy<bool> _changesNothing;
    private readonly AsyncLazy<SoughtRows> _soughtRows;
    private readonly string _templates = Guid.NewGuid().ToString("N");

    /// <summary>Creates a trial. No database is created yet.</summary>
    /// <param name="pair">The migration.</param>
    /// <param name="server">The server on which to create databases.</param>
    /// <param name="seed">The seed of all random choices.</param>
    /// <param name="before">The database before the migration; null if base and data of the pair build it. Rows are
    /// added only to the latter.</param>
    public Trial(
        MigrationPair pair,
        DatabaseServer server,
        int seed = 0,
        DatabaseTemplate? before = null
    )
    {
        Pair = pair;
        Server = server;
        Seed = seed;
        var searches = before is null ? ScriptSearches.Of(pair.Up) : [];
        var plain = before ?? new($"plain base {_templates}", BuildAsync);
        BaseTemplate =
            searches.Count == 0
                ? plain
                : new DatabaseTemplate($"base {_templates}", AddRowsAsync) { Parent = plain };
        MigratedTemplate = new DatabaseTemplate(
            $"migrated {_templates}",
            (connectionString, stop) => PrepareAsync(connectionString, Pair.RunnableUp, stop)
        )
        {
            Parent = BaseTemplate,
        };
        _baseImage = new(cancellation => ImageOfAsync(CreateBaseAsync, cancellation));
        _volatileColumns = new(VolatileColumnsOfAsync);
        _scripts = new(cancellation => ScriptUnderTest.CreateBothAsync(this, cancellation));
        _changesNothing = new(ChangesNothingOfAsync);
        _soughtRows = new(cancellation =>
            searches.Count == 0
                ? Task.FromResult(SoughtRows.None)
                : SoughtRows.FindAsync(this, searches, plain, cancellation)
        );
        _migratedImage = new(cancellation => ImageOfAsync(CreateMigratedAsync, cancellation));
    }

    /// <summary>The migration.</summary>
    public MigrationPair Pair { get; }

    /// <summary>The server.</summary>
    public DatabaseServer Server { get; }

    /// <summary>The seed of all random choices.</summary>
    public int Seed { get; }

    /// <summary>
    /// The same on a base without the rows that the harness put into empty tables: the laws are checked there if the up script fails on
    /// them. Null if there are none.
    /// </summary>
    internal Trial? WithoutGeneratedRows { get; init; }

    /// <summary>Creates a database in the state before the migration.</summary>
    public Task<ScratchDatabase> CreateBaseAsync(CancellationToken cancellation) =>
        Server.CreateAsync(BaseTemplate, cancellation);

    /// <summary>Creates a database in the state after an undisturbed run of the up script on the same base.</summary>
    /// <exception cref="PreparationFailedException">The up script fails.</exception>
    public Task<ScratchDatabase> CreateMigratedAsync(CancellationToken cancellation) =>
        Server.CreateAsync(MigratedTemplate, cancellation);

    /// <summary>The image of the base.</summary>
    public Task<DatabaseImage> BaseImageAsync(CancellationToken cancellation) =>
        _baseImage.GetAsync(cancellation);

    /// <summary>The image after an undisturbed run of the up script.</summary>
    public Task<DatabaseImage> MigratedImageAsync(CancellationToken cancellation) =>
        _migratedImage.GetAsync(cancellation);

    /// <summary>
    /// Columns in which two undisturbed runs of the up script leave different values, by quoted table and column.
    /// </summary>
    public Task<IReadOnlySet<(string Table, string Column)>> VolatileColumnsAsync(
        CancellationToken cancellation
    ) => _volatileColumns.GetAsync(cancellation);

    /// <summary>The database before the migration.</summary>
    internal DatabaseTemplate BaseTemplate { get; }

    /// <summary>The database after an undisturbed run of the up script; building it fails as that run does.</summary>
    internal DatabaseTemplate MigratedTemplate { get; }

    /// <summary>
    /// Whether both scripts succeed on the base without writing anything: then most laws hold, whatever the scripts do
    /// elsewhere.
    /// </summary>
    public Task<bool> ChangesNothingAsync(CancellationToken cancellation) =>
        _changesNothing.GetAsync(cancellation);

    /// <summary>Drops the databases before and after the migration.</summary>
    internal async Task DropTemplatesAsync()
    {
        await Server.DropAsync(MigratedTemplate);
        await Server.DropAsync(BaseTemplate);
        if (WithoutGeneratedRows is { } other)
        {
            await other.DropTemplatesAsync();
        }
    }

    /// <summary>The rows that the base got besides its own.</summary>
    internal Task<SoughtRows> SoughtRowsAsync(CancellationToken cancellation) =>
        _soughtRows.GetAsync(cancellation);

    /// <summary>The scripts whose undisturbed run succeeds.</summary>
    internal Task<IReadOnlyList<ScriptUnderTest>> ScriptsAsync(CancellationToken cancellation) =>
        _scripts.GetAsync(cancellation);

    /// <summary>The current image of a database, without the metadata of the migration.</summary>
    public Task<DatabaseImage> ImageAsync(
        ScratchDatabase database,
        CancellationToken cancellation
    ) => DatabaseImage.TakeAsync(database, Pair.Metadata, cancellation);

    /// <summary>Runs the up script.</summary>
    public Task<ScriptRun> UpAsync(
        ScratchDatabase database,
        ScriptRunOptions? options = null,
        CancellationToken cancellation = default
    ) => RunAsync(database, Pair.RunnableUp, options, cancellation);

    /// <summary>Runs the down script.</summary>
    public Task<ScriptRun> DownAsync(
        ScratchDatabase database,
        ScriptRunOptions? options = null,
        CancellationToken cancellation = default
    ) => RunAsync(database, Pair.RunnableDown, options, cancellation);

    /// <summary>Runs a script as the role that created the database.</summary>
    /// <exception cref="SharedRoleException">Another database stands in its way.</exception>
    public static async Task<ScriptRun> RunAsync(
        ScratchDatabase database,
        SqlScript script,
        ScriptRunOptions? options,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(database);
        var run = await ScriptRunner.RunAsync(
            database.ConnectionString,
            script,
            options,
            cancellation
        );
        return run.Error is { } error && SharedRole.IsInTheWay(error)
            ? throw new SharedRoleException(error)
            : run;
    }

    /// <summary>Fills an empty database of any server with the state before the migration.</summary>
    internal Task BuildBaseAsync(string connectionString, CancellationToken cancellation) =>
        BaseTemplate.FillAsync(connectionString, cancellation);

    private async Task AddRowsAsync(string connectionString, CancellationToken cancellation)
    {
        var rows = await SoughtRowsAsync(cancellation);
        if (rows.Statements.Count > 0)
        {
            await PrepareAsync(
                connectionString,
                new SqlScript("added rows", string.Join(";\n", rows.Statements)),
                cancellation
            );
        }
    }

    private async Task BuildAsync(string connectionString, CancellationToken cancellation)
    {
        await PrepareAsync(connectionString, Pair.Base.ForAnyMajor(), cancellation);
        if (Pair.Data is { } data)
        {
            await PrepareAsync(connectionString, data.ForAnyMajor(), cancellation);
        }
    }

    internal static async Task PrepareAsync(
        string connectionString,
        SqlScript script,
        CancellationToken cancellation
    )
    {
        var run = await ScriptRunner.RunAsync(connectionString, script, cancellation: cancellation);
        if (run.Error is { } error)
        {
            throw new PreparationFailedException(error);
        }
    }

    private async Task<bool> ChangesNothingOfAsync(CancellationToken cancellation)
    {
        await using var database = await CreateBaseAsync(cancellation);
        var before = await PhysicalSnapshot.TakeAsync(database.DataSource, cancellation);
        foreach (var script in new[] { Pair.RunnableUp, Pair.RunnableDown })
        {
            var run = await RunAsync(database, script, null, cancellation);
            var after = await PhysicalSnapshot.TakeAsync(database.DataSource, cancellation);
            if (!run.Succeeded || before.WritesUntil(after).Count > 0)
            {
                return false;
            }
        }

        return true;
    }

    private async Task<DatabaseImage> ImageOfAsync(
        Func<CancellationToken, Task<ScratchDatabase>> create,
        CancellationToken cancellation
    )
    {
        await using var database = await create(cancellation);
        return await ImageAsync(database, cancellation);
    }

    private async Task<IReadOnlySet<(string Table, string Column)>> VolatileColumnsOfAsync(
        CancellationToken cancellation
    )
    {
        await using var database = await CreateBaseAsync(cancellation);
        var run = await UpAsync(database, cancellation: cancellation);
        if (run.Error is { } error)
        {
            throw new PreparationFailedException(error);
        }

        var again = await ImageAsync(database, cancellation);
        return VolatileColumns.Between((await MigratedImageAsync(cancellation)).Data, again.Data);
    }
}
