using Npgsql;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>leaves-nothing-invalid: no invalid index and no constraint that was never validated.</summary>
internal sealed class LeavesNothingInvalid : Law
{
    private const string Sql = """
        select format('Index %s is invalid: the server maintains it but does not use it.', i.indexrelid::regclass)
        from pg_catalog.pg_index i
        where not (i.indisvalid and i.indisready)
        union all
        select format('Constraint %I of %s is not validated: existing rows may violate it.',
            k.conname, case when k.conrelid <> 0 then k.conrelid::regclass::text else k.contypid::regtype::text end)
        from pg_catalog.pg_constraint k
        where not k.convalidated and coalesce(to_jsonb(k) ->> 'conenforced', 'true') = 'true'
        order by 1
        """;

    public override string Id => "leaves-nothing-invalid";

    public override string Promise =>
        "The up script leaves no invalid index and no constraint that was never validated.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        await using var before = await trial.CreateBaseAsync(cancellation);
        await using var after = await trial.CreateMigratedAsync(cancellation);
        var known = await ReadAsync(before.DataSource, cancellation);
        var found = await ReadAsync(after.DataSource, cancellation);
        var left = found.Except(known, StringComparer.Ordinal).ToArray();
        if (left.Length == 0 && !await TouchesIndexesAsync(trial, cancellation))
        {
            return LawOutcome.NothingToCheck(
                "The up script creates or changes no index and no constraint."
            );
        }

        return LawOutcome.Of(left.Select(text => new Evidence(text)));
    }

    private static async Task<bool> TouchesIndexesAsync(Trial trial, CancellationToken cancellation)
    {
        var before = (await trial.BaseImageAsync(cancellation)).Schema.Facts;
        var after = (await trial.MigratedImageAsync(cancellation)).Schema.Facts;
        return after.Except(before).Any(fact => fact.IsIndexOrConstraint);
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(
        NpgsqlDataSource dataSource,
        CancellationToken cancellation
    )
    {
        await using var command = dataSource.CreateCommand(Sql);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var lines = new List<string>();
        while (await reader.ReadAsync(cancellation))
        {
            lines.Add(reader.GetString(0));
        }

        return lines;
    }
}
