using System.Reflection;
using OpsCenter.Conformance.Folders;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace OpsCenter.Migrations.Testing.Laws;

/// <summary>
/// The test cases of a <see cref="FolderConformance"/>: every migration and law on every major, in the order in which their databases are
/// built. This needs no server.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EachMigrationAttribute : DataAttribute
{
    /// <inheritdoc/>
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod,
        DisposalTracker disposalTracker
    )
    {
        // ReflectedType is the derived class; DeclaringType is the abstract base class.
        var subject = (IFolderUnderTest)Activator.CreateInstance(testMethod.ReflectedType!)!;
        var migrations = subject.Migrations.Migrations;
        return ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([
            .. from major in subject.Majors
            from migration in migrations
            from law in FolderLaws.Of(migration, subject.LawsFor(migration))
            select new TheoryDataRow<string, string, int>(law.Id, migration.Key, major)
            {
                TestDisplayName = law.Id,
                Label = $"{migration.Title}, PostgreSQL {major}",
                Traits = { ["law"] = [law.Id], ["migration"] = [migration.Key] },
            },
        ]);
    }

    /// <inheritdoc/>
    public override bool SupportsDiscoveryEnumeration() => true;
}
