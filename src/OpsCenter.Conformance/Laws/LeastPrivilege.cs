using Npgsql;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Roles;
using OpsCenter.Conformance.Snapshots;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>least-privilege: the owner of the base's objects can run it, with no more rights than it says.</summary>
internal sealed class LeastPrivilege : Law
{
    public override string Id => "least-privilege";

    public override string Promise =>
        "A role that owns the base's objects and may create in their schemas, without superuser's rights and with no others but the declared grants, gets the same result.";

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
                "The server's connection is not a superuser's: it cannot make a role and hand the base over."
            );
        }

        await using var role = await LeastRole.CreateAsync(trial, database, cancellation);
        var up = await trial.UpAsync(database, new() { Settings = role.Settings }, cancellation);
        if (up.Error is { } error)
        {
            return LawOutcome.Of([ScriptEvidence.Of("The way forward fails for the owner", error)]);
        }

        var wanted = await SchemaOfMigratedAsync(trial, cancellation);
        var forward = Differences(
            "The way forward",
            wanted,
            await SchemaAsync(trial, database, role, cancellation)
        );
        var down = await trial.DownAsync(
            database,
            new() { Settings = role.Settings },
            cancellation
        );
        return LawOutcome.Of(
            down.Error is { } refused
                ? [.. forward, ScriptEvidence.Of("The way back fails for the owner", refused)]
                :
                [
                    .. forward,
                    .. Differences(
                        "The way back",
                        await SchemaOfRevertedAsync(trial, cancellation),
                        await SchemaAsync(trial, database, role, cancellation)
                    ),
                ]
        );
    }

    private static IEnumerable<Evidence> Differences(
        string direction,
        IReadOnlySet<string> expected,
        IReadOnlySet<string> actual
    ) =>
        expected
            .Except(actual, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(fact => new Evidence($"{direction} leaves out for the owner: {fact}."))
            .Concat(
                actual
                    .Except(expected, StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal)
                    .Select(fact => new Evidence($"{direction} does for the owner only: {fact}."))
            );

    private static async Task<IReadOnlySet<string>> SchemaOfMigratedAsync(
        Trial trial,
        CancellationToken cancellation
    )
    {
        await using var migrated = await trial.CreateMigratedAsync(cancellation);
        await using var role = await LeastRole.CreateAsync(trial, migrated, cancellation);
        return await SchemaAsync(trial, migrated, role, cancellation);
    }

    /// <summary>What a superuser's way back leaves: that it is not the base is another law's matter.</summary>
    private static async Task<IReadOnlySet<string>> SchemaOfRevertedAsync(
        Trial trial,
        CancellationToken cancellation
    )
    {
        await using var reverted = await trial.CreateMigratedAsync(cancellation);
        await trial.DownAsync(reverted, cancellation: cancellation);
        await using var role = await LeastRole.CreateAsync(trial, reverted, cancellation);
        return await SchemaAsync(trial, reverted, role, cancellation);
    }

    /// <summary>Owner and grants aside, which follow whoever runs it.</summary>
    private static async Task<IReadOnlySet<string>> SchemaAsync(
        Trial trial,
        ScratchDatabase database,
        LeastRole role,
        CancellationToken cancellation
    )
    {
        var schema = await SchemaSnapshot.TakeAsync(
            database.DataSource,
            trial.Pair.BookSchemas,
            cancellation
        );
        var owner = new NpgsqlConnectionStringBuilder(database.ConnectionString).Username!;
        return schema
            .Facts.Where(fact => !fact.IsColumnOrder)
            .Select(fact => OwnerlessFact.Of(fact, role.Name, owner))
            .ToHashSet(StringComparer.Ordinal);
    }
}
