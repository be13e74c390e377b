using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Preflight;
using OpsCenter.Migrations.Tests.Sessions;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Preflight;

/// <summary>Runs one rule for the toy migration, and says what it should find.</summary>
internal static class Preflights
{
    /// <summary>The rule refuses exactly once, in words that contain the parts; with --allow it does not, if that is admitted.</summary>
    public static Task ShouldRefuseAsync(
        this PreflightRule rule,
        TestDatabase database,
        params string[] parts
    ) => rule.ShouldRefuseAsync(database.ConnectionString, parts);

    public static async Task ShouldRefuseAsync(
        this PreflightRule rule,
        string connection,
        params string[] parts
    )
    {
        var found = await rule.FindAsync(connection);
        var finding = found
            .Where(finding => finding.Severity == PreflightSeverity.Refusal)
            .ShouldHaveSingleItem();
        finding.Blocks.ShouldBeTrue();
        foreach (var part in parts)
        {
            $"{finding.Message} {finding.Remedy}".ShouldContain(part, Case.Sensitive);
        }

        var allowed = await rule.FindAsync(
            connection,
            new MigratorOptions { Allowed = new HashSet<string> { rule.Id } }
        );
        allowed.Any(finding => finding.Blocks).ShouldBe(!rule.MayBeAllowed);
    }

    /// <summary>The rule refuses nothing, and notes what contains the parts.</summary>
    public static async Task ShouldNoteAsync(
        this PreflightRule rule,
        string connection,
        params string[] parts
    )
    {
        var finding = (await rule.FindAsync(connection)).ShouldHaveSingleItem();
        finding.Severity.ShouldBe(PreflightSeverity.Note);
        foreach (var part in parts)
        {
            $"{finding.Message} {finding.Remedy}".ShouldContain(part, Case.Sensitive);
        }
    }

    public static async Task ShouldBeSilentAsync(
        this PreflightRule rule,
        string connection,
        MigratorOptions? options = null
    ) => (await rule.FindAsync(connection, options)).ShouldBeEmpty();

    public static async Task<IReadOnlyList<PreflightFinding>> FindAsync(
        this PreflightRule rule,
        string connection,
        MigratorOptions? options = null,
        MigrationDirection direction = MigrationDirection.Up
    )
    {
        await using var source = NpgsqlDataSource.Create(connection);
        var plan = await new Migrator(source).PlanAsync(Shop.Migration, direction);
        await using var session = await EngineSession.OpenAsync(source);
        return await new PreflightRun(session, options ?? new MigratorOptions()).FindAsync(
            [rule],
            plan,
            default
        );
    }
}
