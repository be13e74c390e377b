using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Locks;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Tests.Locks;

/// <summary>The recorder finds all strong locks of a script, for every kind of transaction.</summary>
public sealed class LockRecorderTests
{
    private const string Tables = """
        create table a (id integer primary key, n integer);
        create table b (id integer primary key, n integer);
        create table c (id integer primary key, n integer);
        insert into a select i, i from generate_series(1, 20) as i;
        insert into b select i, i from generate_series(1, 20) as i;
        """;

    [Fact]
    public async Task The_lock_of_a_single_statement_is_recorded()
    {
        var record = await RecordAsync("alter table a add column x integer;");

        var held = record.Locks.ShouldHaveSingleItem();
        (held.Relation.Name, held.Mode).ShouldBe(("public.a", LockMode.AccessExclusive));
    }

    [Fact]
    public async Task A_rewrite_of_a_table_without_rows_is_recorded()
    {
        var record = await RecordAsync("alter table c alter n type bigint;");

        record.Rewrites.Select(rewrite => rewrite.Relation.Name).ShouldContain("public.c");
    }

    [Fact]
    public async Task Two_statements_lock_in_two_transactions()
    {
        var record = await RecordAsync(
            "alter table a add column x integer; alter table b add column x integer;"
        );

        record.Locks.Select(held => held.Transaction).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Statements_between_BEGIN_and_COMMIT_lock_in_one_transaction()
    {
        var record = await RecordAsync(
            "begin; alter table a add column x integer; alter table b add column x integer; commit;"
        );

        record.Locks.Select(held => held.Transaction).Distinct().ShouldHaveSingleItem();
        record.Locks.Count.ShouldBe(2);
    }

    [Fact]
    public async Task SET_TRANSACTION_works_while_locks_are_recorded()
    {
        var record = await RecordAsync(
            """
            begin;
            set transaction isolation level serializable;
            set transaction_deferrable = on;
            alter table a add column x integer;
            commit;
            """
        );

        record.Run.Succeeded.ShouldBeTrue(record.Run.Error?.ToString());
        record.Locks.ShouldHaveSingleItem().Relation.Name.ShouldBe("public.a");
    }

    [Fact]
    public async Task Transactions_in_a_DO_block_are_distinguished()
    {
        var record = await RecordAsync(
            "do $$ begin alter table a add x integer; commit; alter table b add x integer; end $$;"
        );

        record.Run.Succeeded.ShouldBeTrue();
        record.Locks.Select(held => held.Relation.Name).ShouldBe(["public.a", "public.b"]);
        record.Locks.Select(held => held.Transaction).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_concurrent_build_runs_and_takes_no_strong_lock()
    {
        var record = await RecordAsync("create index concurrently a_n on a (n);");

        record.Run.Succeeded.ShouldBeTrue();
        record.Locks.ShouldBeEmpty();
        record.Scans.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_read_before_the_lock_is_not_a_scan_under_the_lock()
    {
        var record = await RecordAsync(
            "do $$ begin perform sum(n) from a; alter table a add x integer; end $$;"
        );

        record.Scans.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("create index a_n on a (n);")]
    [InlineData("alter table a alter column n set not null;")]
    [InlineData("alter table a add check (n > 0);")]
    [InlineData("begin; lock table a in share mode; select sum(n) from a; commit;")]
    [InlineData("alter table a add foreign key (n) references b;")]
    public async Task A_scan_under_a_lock_is_recorded(string script)
    {
        var record = await RecordAsync(script);

        record.Scans.Select(scan => scan.Table.Name).ShouldContain("public.a");
    }

    [Theory]
    [InlineData("alter table a alter column n type bigint;")]
    [InlineData("cluster a using a_pkey;")]
    [InlineData("vacuum full a;")]
    public async Task A_rewrite_is_recorded(string script)
    {
        var record = await RecordAsync(script);

        record.Rewrites.Select(rewrite => rewrite.Relation.Name).ShouldContain("public.a");
    }

    private static async Task<LockRecord> RecordAsync(string script)
    {
        await using var server = await DatabaseServer.ConnectAsync(
            await TestServer.For(TestMajors.Newest).ConnectionStringAsync()
        );
        await using var database = await server.CreateAsync();
        await database.ExecuteAsync(Tables);
        var recorder = await LockRecorder.PrepareAsync(database, CancellationToken.None);
        return await recorder.RunAsync(new SqlScript("up.sql", script), CancellationToken.None);
    }
}
