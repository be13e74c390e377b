using OpsCenter.Testing;
using OpsCenter.Testing.Dumps;
using OpsCenter.Testing.Prerequisites;

namespace OpsCenter.Migrations.Tests.Backup;

/// <summary>What tables have beside their rows is as before, or the report names it.</summary>
public class ReplacedPropertiesTests
{
    private const string Properties = """
        create table t (id serial primary key, a int, b text);
        insert into t (a) select generate_series(1, 10);
        create index t_a on t (a);
        alter table t replica identity full;
        alter table t alter a set statistics 500;
        alter table t enable row level security;
        create policy p on t using (a > 0);
        create statistics s on a, b from t;
        grant select (a), update on t to public;
        grant usage on sequence t_id_seq to public;
        comment on table t is 'of t'; comment on column t.a is 'of a'; comment on index t_a is 'of the index';
        comment on policy p on t is 'of p'; comment on sequence t_id_seq is 'of the sequence';
        """;

    [Fact]
    public async Task What_the_file_has_is_as_before_and_there_is_nothing_to_report()
    {
        using var folder = new BackupFolder();
        await using var shop = await ReplacementTests.CreateShopAsync(Properties);
        var migrator = await folder.MigratorAsync(shop);
        var file = (await migrator.BackupAsync()).File;
        var schema = await SchemaSnapshot.TakeAsync(shop);

        var restored = await migrator.RestoreOverAsync(file, shop.Name);

        restored.Notes.ShouldBeEmpty();
        (await SchemaSnapshot.TakeAsync(shop)).ShouldEqual(schema);
    }

    [Theory]
    [InlineData("grant insert on t to public", "public.t no longer has: grant INSERT to public")]
    [InlineData(
        "alter table t replica identity nothing",
        "no longer has: replica identity nothing"
    )]
    [InlineData("alter table t alter a set statistics 77", "no longer has: statistics target 77")]
    [InlineData(
        "create index e on t ((a + 1)); alter index e alter column 1 set statistics 33",
        "no longer has: statistics target 33 of column 1 of index e"
    )]
    [InlineData(
        "alter table t alter b set compression pglz",
        "no longer has: compression p of column b"
    )]
    [InlineData(
        "alter table t set (toast.autovacuum_enabled = false)",
        "no longer has: option {autovacuum_enabled=false} of its TOAST table"
    )]
    [InlineData("create sequence late owned by t.b", "public.late is gone")]
    [InlineData("create policy q on t using (a > 1)", "no longer has: policy q")]
    [InlineData("alter table t disable row level security", "now has: row security enabled")]
    [InlineData("comment on table t is 'new'", "no longer has: comment on table")]
    [InlineData("alter table t add c int", "no longer has: column c integer")]
    [InlineData("create index later on t (b)", "no longer has: CREATE INDEX later")]
    [InlineData(
        "alter sequence t_id_seq increment 7",
        "public.t_id_seq no longer has: increment 7"
    )]
    [InlineData(
        "alter table t alter b type text collate \"C\"",
        "no longer has: column b text collate \"C\""
    )]
    [InlineData(
        "insert into t (a) values (1)",
        "public.t_id_seq stands at 10, as in the file; it stood at 11"
    )]
    public async Task What_came_since_is_named(string since, string note)
    {
        using var folder = new BackupFolder();
        await using var shop = await ReplacementTests.CreateShopAsync(Properties);
        var migrator = await folder.MigratorAsync(shop);
        var file = (await migrator.BackupAsync()).File;
        await shop.ExecuteAsync(since);

        var restored = await migrator.RestoreOverAsync(file, shop.Name);

        restored.Notes.ShouldContain(
            line => line.Contains(note),
            string.Join('\n', restored.Notes)
        );
    }

    [Fact]
    public async Task A_published_table_is_published_as_before()
    {
        using var folder = new BackupFolder();
        var filtered =
            await PgDumpProgram.DumpableMajorAsync() >= 15 ? " (id, a) where (a > 3)" : "";
        await using var shop = await ReplacementTests.CreateShopAsync(
            $"{Properties}; create publication part for table t{filtered}, customers"
        );
        const string members = """
            select string_agg(format('%s %s', prrelid::regclass, to_jsonb(r) - 'oid' - 'prrelid' - 'prqual'), ', ' order by prrelid::regclass::text)
            from pg_publication_rel r
            """;
        var migrator = await folder.MigratorAsync(shop);
        var file = (await migrator.BackupAsync()).File;
        var before = await shop.ScalarAsync<string>(members);

        var restored = await migrator.RestoreOverAsync(file, shop.Name);

        (await shop.ScalarAsync<string>(members)).ShouldBe(before);
        restored.Notes.Count(note => note.Contains("is in publication part again")).ShouldBe(2);
    }

    [Fact]
    public async Task A_publication_of_somebody_else_is_named_with_what_its_owner_runs()
    {
        using var folder = new BackupFolder();
        await using var shop = await ReplacementTests.CreateShopAsync(Properties);
        var role = $"keeper_{shop.Name}";
        await shop.ExecuteAsync(
            $"""
            create publication part for table t;
            create role {role} login password 'secret';
            grant all on schema public to {role};
            alter table t owner to {role}; alter table t disable row level security
            """
        );
        var file = await OperatorDump.TakeAsync(folder.Path, shop, "--table=t");
        var migrator = await folder.MigratorAsync(
            shop,
            connectionString: shop.ConnectionStringFor(role, "secret")
        );

        var restored = await migrator.RestoreOverAsync(file, shop.Name);

        restored.Notes.ShouldContain(note =>
            note.Contains(
                "The owner of the publication runs: alter publication part add table only public.t;"
            )
        );
        await shop.ExecuteAsync($"drop owned by {role} cascade; drop role {role}");
    }
}
