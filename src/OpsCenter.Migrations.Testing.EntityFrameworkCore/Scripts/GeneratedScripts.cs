using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using OpsCenter.Scripts;
using OpsCenter.Scripts.Folders;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Migrations.Testing.EntityFrameworkCore.Scripts;

/// <summary>The scripts that Entity Framework Core generates for the migrations of a context, one at a time.</summary>
internal sealed class GeneratedScripts
{
    private readonly IMigrator _migrator;
    private readonly ISqlGenerationHelper _sql;
    private readonly MigrationsSqlGenerationOptions _options;

    private GeneratedScripts(DbContext context, bool idempotent)
    {
        _migrator = context.GetService<IMigrator>();
        _sql = context.GetService<ISqlGenerationHelper>();
        _options = idempotent
            ? MigrationsSqlGenerationOptions.Idempotent
            : MigrationsSqlGenerationOptions.Default;
    }

    /// <summary>The migrations of a context.</summary>
    /// <exception cref="MigrationFolderException">Its assembly has none.</exception>
    public static MigrationFolder Of(DbContext context, bool idempotent)
    {
        var scripts = new GeneratedScripts(context, idempotent);
        var assembly = context.GetService<IMigrationsAssembly>();
        var provider = context.GetService<IDatabaseProvider>().Name;
        var migrations = new List<FolderMigration>();
        var before = Migration.InitialDatabase;
        foreach (var (id, type) in assembly.Migrations)
        {
            migrations.Add(
                new FolderMigration(
                    MigrationVersion.AtPlace(id, migrations.Count),
                    "",
                    scripts.Between(before, id, $"{id} up"),
                    HasDown(assembly.CreateMigration(type, provider))
                        ? scripts.Between(id, before, $"{id} down")
                        : null
                )
            );
            before = id;
        }

        return MigrationFolder.Of($"the migrations of {context.GetType().Name}", migrations);
    }

    /// <summary>A migration that cannot be rolled back has an empty Down, or one that throws.</summary>
    private static bool HasDown(Migration migration)
    {
        try
        {
            return migration.DownOperations.Count > 0;
        }
        // Whatever it throws, Entity Framework cannot run it either.
        catch (Exception)
        {
            return false;
        }
    }

    private FolderScript Between(string from, string to, string name)
    {
        var whole = Script(from, to, name, _options);
        var begins = whole.Statements.Count(IsBegin);
        // An operation that suppresses the transaction divides it. Then the script has to say where.
        return begins == 1 && IsCommit(whole.Statements[^1])
            ? new FolderScript(
                name,
                Script(from, to, name, _options | MigrationsSqlGenerationOptions.NoTransactions)
            )
            : new FolderScript(name, whole) { InTransaction = false };
    }

    private SqlScript Script(
        string from,
        string to,
        string name,
        MigrationsSqlGenerationOptions options
    ) => new(name, _migrator.GenerateScript(from, to, options));

    private bool IsBegin(SqlStatement statement) => Is(statement, _sql.StartTransactionStatement);

    private bool IsCommit(SqlStatement statement) => Is(statement, _sql.CommitTransactionStatement);

    private static bool Is(SqlStatement statement, string expected) =>
        statement.Text.Trim().TrimEnd(';') == expected.Trim().TrimEnd(';');
}
