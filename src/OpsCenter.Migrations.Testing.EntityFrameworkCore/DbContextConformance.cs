using Microsoft.EntityFrameworkCore;
using OpsCenter.Conformance.Folders;
using OpsCenter.Migrations.Testing.EntityFrameworkCore.Scripts;
using OpsCenter.Scripts;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Migrations.Testing.EntityFrameworkCore;

/// <summary>
/// Base class for the tests of the migrations of a DbContext on PostgreSQL. A derived class creates the context, and has one test for each
/// migration, law and major. What is checked are the scripts of <c>dotnet ef migrations script</c>, one migration at a time.
/// </summary>
public abstract class DbContextConformance : FolderConformance
{
    /// <summary>
    /// Whether the scripts are those of <c>--idempotent</c>, which do nothing if the history has the migration. Return
    /// <see cref="ToolCare.None"/> as <see cref="Tool"/>, too, to have it checked that they can run twice.
    /// </summary>
    protected virtual bool Idempotent => false;

    /// <summary>Entity Framework Core: it applies no migration twice, and takes a lock.</summary>
    public override string? Tool => ToolCare.EntityFramework;

    /// <summary>The table of the history.</summary>
    public override SqlScript? Base => With(HistoryTable.ScriptOf);

    /// <summary>The table of the history, which is not compared.</summary>
    public override IReadOnlyList<string> MetadataTables => [With(HistoryTable.NameOf)];

    /// <summary>
    /// Creates the context. It is not connected to a database, so the provider needs no connection string: <c>UseNpgsql()</c>.
    /// </summary>
    protected abstract DbContext CreateContext();

    /// <summary>Generates the scripts.</summary>
    protected sealed override MigrationFolder Read() =>
        With(context => GeneratedScripts.Of(context, Idempotent));

    private T With<T>(Func<DbContext, T> use)
    {
        using var context = CreateContext();
        return use(context);
    }
}
