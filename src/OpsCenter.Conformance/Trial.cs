using OpsCenter.Conformance.Convergence;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Running;
using OpsCenter.Conformance.Scripts;
using OpsCenter.Conformance.Snapshots;

namespace OpsCenter.Conformance;

/// <summary>A migration on a server: what a law needs to check it. Databases are clones; images of undisturbed runs are taken once.</summary>
public sealed class Trial
{
    private readonly AsyncLazy<DatabaseImage> _baseImage;
    private readonly AsyncLazy<DatabaseImage> _migratedImage;
    private readonly AsyncLazy<IReadOnlySet<(string Table, string Column)>> _volatileColumns;
    private readonly AsyncLazy<IReadOnlyList<Course>> _courses;
    private readonly string _templates = Guid.NewGuid().ToString("N");

    /// <summary>Begins no work.</summary>
    /// <param name="pair">The migration.</param>
    /// <param name="server">Where its databases are made.</param>
    /// <param name="seed">What random choices begin with.</param>
    public Trial(MigrationPair pair, DatabaseServer server, int seed = 0)
    {
        Pair = pair;
        Server = server;
        Seed = seed;
        _baseImage = new(cancellation => ImageOfAsync(CreateBaseAsync, cancellation));
        _volatileColumns = new(VolatileColumnsOfAsync);
        _courses = new(cancellation => Course.BothAsync(this, cancellation));
        _migratedImage = new(cancellation => ImageOfAsync(CreateMigratedAsync, cancellation));
    }

    /// <summary>The migration.</summary>
    public MigrationPair Pair { get; }

    /// <summary>The server.</summary>
    public DatabaseServer Server { get; }

    /// <summary>What random choices begin with.</summary>
    public int Seed { get; }

    /// <summary>A database before the migration.</summary>
    public Task<ScratchDatabase> CreateBaseAsync(CancellationToken cancellation) =>
        Server.CreateAsync(BaseTemplate, cancellation);

    /// <summary>A database after an undisturbed run of the way forward, with the very rows of those before it.</summary>
    /// <exception cref="PreparationFailedException">It fails.</exception>
    public Task<ScratchDatabase> CreateMigratedAsync(CancellationToken cancellation) =>
        Server.CreateAsync(
            new DatabaseTemplate(
                $"migrated {_templates}",
                (connectionString, stop) => PrepareAsync(connectionString, Pair.Forward, stop)
            )
            {
                Parent = BaseTemplate,
            },
            cancellation
        );

    /// <summary>What a database is before the migration.</summary>
    public Task<DatabaseImage> BaseImageAsync(CancellationToken cancellation) =>
        _baseImage.GetAsync(cancellation);

    /// <summary>What a database is after an undisturbed run of the way forward.</summary>
    public Task<DatabaseImage> MigratedImageAsync(CancellationToken cancellation) =>
        _migratedImage.GetAsync(cancellation);

    /// <summary>Columns, by quoted table and column, in which two undisturbed runs of the way forward leave other values.</summary>
    public Task<IReadOnlySet<(string Table, string Column)>> VolatileColumnsAsync(
        CancellationToken cancellation
    ) => _volatileColumns.GetAsync(cancellation);

    private DatabaseTemplate BaseTemplate => new($"base {_templates}", BuildBaseAsync);

    /// <summary>The scripts whose undisturbed run succeeds.</summary>
    internal Task<IReadOnlyList<Course>> CoursesAsync(CancellationToken cancellation) =>
        _courses.GetAsync(cancellation);

    /// <summary>What a database is now.</summary>
    public Task<DatabaseImage> ImageAsync(
        ScratchDatabase database,
        CancellationToken cancellation
    ) => DatabaseImage.TakeAsync(database, Pair.Books, cancellation);

    /// <summary>Runs the way forward.</summary>
    public Task<ScriptRun> UpAsync(
        ScratchDatabase database,
        ScriptRunOptions? options = null,
        CancellationToken cancellation = default
    ) => RunAsync(database, Pair.Forward, options, cancellation);

    /// <summary>Runs the way back.</summary>
    public Task<ScriptRun> DownAsync(
        ScratchDatabase database,
        ScriptRunOptions? options = null,
        CancellationToken cancellation = default
    ) => RunAsync(database, Pair.Back, options, cancellation);

    /// <summary>Runs a script as whoever made the database.</summary>
    public static Task<ScriptRun> RunAsync(
        ScratchDatabase database,
        SqlScript script,
        ScriptRunOptions? options,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(database);
        return ScriptRunner.RunAsync(database.ConnectionString, script, options, cancellation);
    }

    internal async Task BuildBaseAsync(string connectionString, CancellationToken cancellation)
    {
        await PrepareAsync(connectionString, Pair.Base.ForAnyMajor(), cancellation);
        if (Pair.Data is { } data)
        {
            await PrepareAsync(connectionString, data.ForAnyMajor(), cancellation);
        }
    }

    private static async Task PrepareAsync(
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
