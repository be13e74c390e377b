using Npgsql;
using OpsCenter.Conformance.Databases;
using OpsCenter.Testing.Templates;

namespace OpsCenter.Crash.Tests.Scenes;

/// <summary>V1 databases.</summary>
internal static class V1
{
    /// <summary>Four rows a page, too short to be compressed, deleted again and not vacuumed: a table of 17 MB that is read in no time.</summary>
    private const string Widen = """
        with wide as (
            insert into llm_usage_logs (id, error_message)
            select gen_random_uuid(), repeat('x', 1800) from generate_series(1, 9000) returning id)
        select count(*) from wide;
        delete from llm_usage_logs where length(error_message) = 1800;
        """;

    private const string Enlarge = """
        insert into llm_usage_logs (id, user_id, model_name, total_tokens)
        select uuid_in(md5(n::text)::cstring), 'user_' || n % 1000, 'gpt-4o', n from generate_series(1, 200000) as n
        """;

    public static DatabaseTemplate A => V1Templates.ShapeA;

    public static DatabaseTemplate B => V1Templates.ShapeB;

    /// <summary>Few rows in a table above the size up to which values are copied under the lock.</summary>
    public static DatabaseTemplate Wide { get; } = Extended("v1_a_wide", Widen);

    /// <summary>200 000 usage rows.</summary>
    public static DatabaseTemplate Large { get; } = Extended("v1_a_large", Enlarge);

    private static DatabaseTemplate Extended(string name, string sql) =>
        A.Then(name, (source, cancellation) => ExecuteAsync(source, sql, cancellation));

    internal static async Task ExecuteAsync(
        NpgsqlDataSource source,
        string sql,
        CancellationToken cancellation
    )
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
