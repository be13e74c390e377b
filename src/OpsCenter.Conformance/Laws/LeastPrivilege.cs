using Npgsql;
using OpsCenter.Conformance.Comparisons;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Roles;
using OpsCenter.Conformance.Running;
using OpsCenter.Conformance.Snapshots;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>least-privilege: the owner of the base can run both scripts with only the declared grants.</summary>
internal sealed class LeastPrivilege : Law
{
    private const string DownFails = "The down script fails for a superuser, too";

    public override string Id => "least-privilege";

    public override string Promise =>
        "A role that owns the objects of the base and may create objects in their schemas gets the same "
        + "result, with no other rights than the declared grants.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        await using var database = await trial.CreateBaseAsync(cancellation);
        if (
            !await database.ScalarAsync<bool>(
                "select rolsuper from pg_catalog.pg_roles where rolname = current_user",
                cancellation
            )
        )
        {
            return LawOutcome.NotChecked(
                "The connection to the server is not a superuser connection: it cannot create a role and "
                    + "transfer the ownership of the base."
            );
        }

        await using var role = await LeastPrivilegeRole.CreateAsync(trial, database, cancellation);
        var up = await trial.UpAsync(database, new() { Settings = role.Settings }, cancellation);
        if (up.Error is { } error)
        {
            return LawOutcome.Of([
                EvidenceFactory.From("The up script fails for the owner", error),
            ]);
        }

        var wanted = await SchemaOfMigratedAsync(trial, cancellation);
        var differences = Differences(
            "The up script",
            wanted,
            await SchemaAsync(trial, database, role, cancellation)
        );
        var down = await trial.DownAsync(
            database,
            new() { Settings = role.Settings },
            cancellation
        );
        if (
            down.Error is not null
            && await FailureForEverybodyAsync(trial, cancellation) is { } all
        )
        {
            var found = differences.ToArray();
            return found.Length > 0
                ? LawOutcome.Of(found, $"{DownFails}: {all}.")
                : LawOutcome.NotChecked($"{DownFails}: {all}.");
        }

        return LawOutcome.Of(
            down.Error is { } refused
                ?
                [
                    .. differences,
                    EvidenceFactory.From("The down script fails for the owner", refused),
                ]
                :
                [
                    .. differences,
                    .. Differences(
                        "The down script",
                        await SchemaOfRevertedAsync(trial, cancellation),
                        await SchemaAsync(trial, database, role, cancellation)
                    ),
                ]
        );
    }

    private static async Task<ScriptError?> FailureForEverybodyAsync(
        Trial trial,
        CancellationToken cancellation
    )
    {
        await using var migrated = await trial.CreateMigratedAsync(cancellation);
        return (await trial.DownAsync(migrated, cancellation: cancellation)).Error;
    }

    private static IEnumerable<Evidence> Differences(
        string script,
        IReadOnlySet<string> expected,
        IReadOnlySet<string> actual
    ) =>
        expected
            .Except(actual, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(fact => new Evidence($"{script}, run by the owner, does not create: {fact}."))
            .Concat(
                actual
                    .Except(expected, StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal)
                    .Select(fact => new Evidence(
                        $"{script}, run by the owner, also creates: {fact}."
                    ))
            );

    private static async Task<IReadOnlySet<string>> SchemaOfMigratedAsync(
        Trial trial,
        CancellationToken cancellation
    )
    {
        await using var migrated = await trial.CreateMigratedAsync(cancellation);
        await using var role = await LeastPrivilegeRole.CreateAsync(trial, migrated, cancellation);
        return await SchemaAsync(trial, migrated, role, cancellation);
    }

    /// <summary>The schema after a superuser runs the down script. Other laws compare it with the base.</summary>
    private static async Task<IReadOnlySet<string>> SchemaOfRevertedAsync(
        Trial trial,
        CancellationToken cancellation
    )
    {
        await using var reverted = await trial.CreateMigratedAsync(cancellation);
        await trial.DownAsync(reverted, cancellation: cancellation);
        await using var role = await LeastPrivilegeRole.CreateAsync(trial, reverted, cancellation);
        return await SchemaAsync(trial, reverted, role, cancellation);
    }

    /// <summary>The schema without owners and grants, which depend on the role that runs the script.</summary>
    private static async Task<IReadOnlySet<string>> SchemaAsync(
        Trial trial,
        ScratchDatabase database,
        LeastPrivilegeRole role,
        CancellationToken cancellation
    )
    {
        var schema = await SchemaSnapshot.TakeAsync(
            database.DataSource,
            trial.Pair.MetadataSchemas,
            cancellation
        );
        var owner = new NpgsqlConnectionStringBuilder(database.ConnectionString).Username!;
        return schema
            .Facts.Where(fact => !fact.IsColumnOrder)
            .Select(fact => OwnerlessFact.Of(fact, role.Name, owner))
            .ToHashSet(StringComparer.Ordinal);
    }
}
