using Npgsql;
using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Results;

/// <summary>audit_log takes rows and gives none back.</summary>
public sealed class AuditLogTests
{
    private const string TwoRows =
        "insert into audit_log (id, action_type) values (1001, 'create'), (1002, 'delete');";

    public static TheoryData<int, string> Changes =>
        Spread.OverMajors<string>([
            "update audit_log set action_type = 'other'",
            "update audit_log set action_type = 'other' where false",
            "delete from audit_log",
            "delete from audit_log where id = 1001",
            "truncate audit_log",
            "truncate audit_log restart identity cascade",
            "insert into audit_log (id) values (1001) on conflict (id) do update set action_type = 'other'",
            "insert into audit_log (id) values (9999) on conflict (id) do update set action_type = 'other'",
            "with gone as (delete from audit_log returning *) select * from gone",
            "set session_replication_role = replica; delete from audit_log",
            "set session_replication_role = replica; truncate audit_log",
            "set search_path = ''; delete from public.audit_log",
            "create table p (like audit_log); alter table audit_log inherit p; update p set action_type = 'other'",
            "create table p (like audit_log); alter table audit_log inherit p; set session_replication_role = replica; delete from p where id = 1001",
            "create table p (like audit_log); alter table audit_log inherit p; truncate p",
            "create table a (name varchar(255) primary key); insert into a values ('x'); insert into audit_log (user_id) values ('x'); alter table audit_log add foreign key (user_id) references a on delete cascade; delete from a",
        ]);

    public static TheoryData<int, string> Inserts =>
        Spread.OverMajors<string>([
            "insert into audit_log (action_type) values ('x')",
            "insert into audit_log (action_type) values ('x') returning id",
            "insert into audit_log (id) values (1001), (1003) on conflict do nothing",
            "insert into audit_log (id) values (1001), (1003) on conflict (id) do nothing returning id",
            "insert into audit_log (ip_address) values ('10.0.0.1')",
        ]);

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_change_is_refused_with_table_and_reason_for_its_owner_and_a_superuser(
        int major,
        string change
    )
    {
        await using var database = await Databases.V2Async(major, TwoRows);

        var refused = await Should.ThrowAsync<PostgresException>(() =>
            database.ExecuteAsync(change)
        );

        refused.SqlState[..2].ShouldBeOneOf("42", "55");
        refused.MessageText.ShouldContain("audit_log");
        refused.MessageText.ShouldContain("append-only");
        refused.TableName.ShouldBe("audit_log");
        await database.ShouldHaveRowsAsync(
            "audit_log where action_type in ('create', 'delete')",
            2
        );
    }

    [Theory]
    [MemberData(nameof(Inserts))]
    public async Task An_insert_works(int major, string insert)
    {
        await using var database = await Databases.V2Async(major, TwoRows);

        await database.ExecuteAsync(insert);

        await database.ShouldHaveRowsAsync("audit_log", 3);
    }

    [Fact]
    public async Task Copy_works()
    {
        await using var database = await Databases.V2Async(TestMajors.Newest, TwoRows);
        await using var connection = await database.DataSource.OpenConnectionAsync();

        await using (
            var writer = await connection.BeginTextImportAsync(
                "copy audit_log (action_type) from stdin"
            )
        )
        {
            await writer.WriteAsync("a\nb\n");
        }

        await database.ShouldHaveRowsAsync("audit_log", 4);
    }

    [Fact]
    public async Task Merge_is_refused()
    {
        Assert.SkipWhen(TestMajors.Newest < 15, "MERGE came with 15.");
        await using var database = await Databases.V2Async(TestMajors.Newest, TwoRows);

        var refused = await Should.ThrowAsync<PostgresException>(() =>
            database.ExecuteAsync(
                "merge into audit_log as a using (values (1001)) as v (id) on a.id = v.id when matched then delete"
            )
        );

        refused.MessageText.ShouldContain("DELETE is refused");
    }

    [Theory]
    [EachMajor]
    public async Task A_role_with_all_privileges_but_no_ownership_is_refused_too(int major)
    {
        await using var role = await TestRole.CreateAsync(major);
        await using var database = await Databases.V2Async(
            major,
            TwoRows
                + $"grant usage on schema public to {role}; grant all on audit_log to {role}; grant all on sequence audit_log_id_seq to {role}"
        );

        await database.ExecuteAsync(
            $"set role {role}; insert into audit_log (action_type) values ('x') returning id"
        );
        var refused = await Should.ThrowAsync<PostgresException>(() =>
            database.ExecuteAsync($"set role {role}; delete from audit_log")
        );

        refused.MessageText.ShouldContain("append-only");
    }
}
