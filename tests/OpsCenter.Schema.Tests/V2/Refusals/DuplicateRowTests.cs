using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Refusals;

/// <summary>Rows that a missing unique constraint or index would not admit.</summary>
public sealed class DuplicateRowTests
{
    [Fact]
    public async Task Duplicates_that_forbid_a_unique_constraint_are_named()
    {
        await using var database = await Databases.V2Async(
            TestMajors.Newest,
            """
            alter table model_servers drop constraint model_servers_host_port_key;
            insert into model_servers (name, type, host, port) values ('a', 't', 'h', 1), ('b', 't', 'h', 1);
            """
        );

        await database.ShouldRefuseUpAsync("public.model_servers", "equal (host, port)");
    }

    [Theory]
    [InlineData(
        "model_name",
        "insert into installed_models (server_id, model_name) select 'a0000000-0000-0000-0000-000000000001', 'm' from generate_series(1, 2)",
        "idx_installed_models_unversioned",
        "version"
    )]
    [InlineData(
        "server_id",
        "insert into model_deployments (server_id, model_id) select 'a0000000-0000-0000-0000-000000000001', 'b0000000-0000-0000-0000-000000000001' from generate_series(1, 2)",
        "idx_deployments_unaliased",
        "alias"
    )]
    public async Task Duplicates_with_a_null_that_forbid_a_unique_index_are_named(
        string columns,
        string duplicates,
        string index,
        string nullable
    )
    {
        await using var database = await Databases.V2Async(
            TestMajors.Newest,
            V2Use.Sql + $"delete from model_deployments; drop index {index}; {duplicates};"
        );

        await database.ShouldRefuseUpAsync(columns, nullable);
    }
}
