using Npgsql;
using OpsCenter.Migrations.Backup;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Operations;

/// <summary>
/// A database of its own with the definitions of the tables that a migration touches and no rows: what runs there keeps nobody waiting. Dropped in
/// the end; what a killed run left, by the next one.
/// </summary>
internal sealed class DryRunCopy : IAsyncDisposable
{
    private const string Prefix = "opscenter_dry_run_";

    private static readonly string[] OfSuperusers =
    [
        "EVENT TRIGGER",
        "PUBLICATION",
        "SUBSCRIPTION",
    ];

    private readonly DatabaseSession _session;
    private readonly string _name;

    private DryRunCopy(DatabaseSession session, string name, EngineContext context)
    {
        _session = session;
        _name = name;
        Context = context;
    }

    /// <summary>Leads to the copy.</summary>
    public EngineContext Context { get; }

    /// <summary>Reads the definitions by pg_dump, which locks no table against readers or writers.</summary>
    /// <param name="context">Of the database itself.</param>
    /// <param name="session">Connected to it, outside of a transaction.</param>
    /// <param name="names">The tables, as <see cref="Backups.Touched"/> names them; null for all that the role may read.</param>
    /// <param name="cancellation">Ends it; nothing stays.</param>
    /// <exception cref="MigrationException">There is no pg_dump, or the role may not create a database or an object in it.</exception>
    public static async Task<DryRunCopy> CreateAsync(
        EngineContext context,
        DatabaseSession session,
        IReadOnlyList<string>? names,
        CancellationToken cancellation
    )
    {
        var (options, tools) = await Backups.ToolsAsync(context, session, cancellation);
        var scope = names is null
            ? await BackupScope.ReadableAsync(session, cancellation)
            : await BackupScope.OfAsync(session, names, tools.Major, cancellation);
        await NewDatabase.DropLeftAsync(session, Prefix, cancellation);
        var folder = Directory.CreateTempSubdirectory("opscenter-");
        var name = NewDatabase.NameOf(session, Prefix);
        DryRunCopy? copy = null;
        var created = false;
        try
        {
            var file = Path.Combine(folder.FullName, "definitions");
            await new Dump(context, options, tools).DefinitionsAsync(
                session,
                scope!,
                file,
                cancellation
            );
            var contents = await Contents.ListAsync(tools, file, cancellation);
            await NewDatabase.CreateAsync(session, name, cancellation);
            created = true;
            copy = new DryRunCopy(
                session,
                name,
                context with
                {
                    DataSource = await SourceAsync(context, session, options, name, cancellation),
                }
            );
            await using (var empty = await copy.Context.OpenAsync(cancellation))
            {
                await PublicSchema.PrepareAsync(empty, contents, cancellation);
            }

            var restore = new ArchiveRestore(options, tools, file, session, name);
            var stages = RestoreList.ForNewDatabase(contents);
            var code = await ForeignCode.OfAsync(session, contents, cancellation);
            var isSuperuser = await session.ScalarAsync<bool>(
                "select rolsuper from pg_roles where rolname = current_user",
                cancellation
            );
            foreach (var stage in new[] { stages.Filling, stages.Completing })
            {
                await restore.AllAsync(copy.Trusted(code, stage, isSuperuser), cancellation);
            }

            if (restore.Complaint is { } complaint)
            {
                throw new RestoreFailedException(
                    $"The definitions cannot be copied for a dry run: {complaint}. The copy is dropped; nothing else was touched.",
                    "Give the role the right that is missing, or run it as a superuser, who can create every owner's objects and all extensions."
                );
            }

            return copy;
        }
        catch when (created)
        {
            if (copy is not null)
            {
                await copy.Context.DataSource.DisposeAsync();
            }

            await NewDatabase.DropAsync(session, name);
            throw;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Context.DataSource.DisposeAsync();
        await NewDatabase.DropAsync(_session, _name);
    }

    /// <summary>
    /// The entries of roles that are trusted: to create the others would run their code with the rights of whoever runs this. What only a
    /// superuser can create is left out for other roles, too.
    /// </summary>
    private IReadOnlyList<ContentsEntry> Trusted(
        ForeignCode code,
        IReadOnlyList<ContentsEntry> entries,
        bool isSuperuser
    )
    {
        var left = entries
            .Where(entry =>
                !code.IsTrusted(entry) || (!isSuperuser && OfSuperusers.Any(entry.IsKind))
            )
            .ToList();
        if (left.Count > 0)
        {
            Context.Tell(
                $"leaves out of the copy: {string.Join("; ", left.Take(5).Select(entry => entry.Text))}{(left.Count > 5 ? $"; and {left.Count - 5} more" : "")}"
            );
        }

        return [.. entries.Except(left)];
    }

    /// <summary>The search_path may be a setting of the database, which the copy has not.</summary>
    private static async Task<NpgsqlDataSource> SourceAsync(
        EngineContext context,
        DatabaseSession session,
        BackupOptions options,
        string name,
        CancellationToken cancellation
    )
    {
        await using var plain = await context.DataSource.OpenConnectionAsync(cancellation);
        await using var ask = new NpgsqlCommand(
            "select pg_catalog.current_setting('search_path')",
            plain
        );
        var path = (string)(await ask.ExecuteScalarAsync(cancellation))!;
        return NewDatabase.Source(session, options, name, path);
    }
}
