using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Tests.Preflight;
using OpsCenter.Migrations.Versions;
using OpsCenter.Scripts;
using OpsCenter.Testing.Prerequisites;

namespace OpsCenter.Migrations.Tests.VersionRuns;

/// <summary>A dry run sees on a copy what a migration does, and executes nothing on the database.</summary>
public sealed class DryRunTests
{
    [Theory]
    [InlineData("create index i on reader (name);", "SHARE", "index public.i is built")]
    [InlineData("alter table reader add email text;", "ACCESS EXCLUSIVE", null)]
    [InlineData(
        "alter table reader alter id type bigint;",
        "ACCESS EXCLUSIVE",
        "every row is written anew, or the table is emptied"
    )]
    [InlineData(
        "alter table reader add constraint c check (name <> '');",
        "ACCESS EXCLUSIVE",
        "all rows are read for constraint c on public.reader"
    )]
    [InlineData(
        "alter table reader add constraint c check (name <> '') not valid;",
        "ACCESS EXCLUSIVE",
        null
    )]
    [InlineData(
        "alter table reader add constraint u unique (name);",
        "ACCESS EXCLUSIVE",
        "the index of u on public.reader is built"
    )]
    [InlineData(
        "alter table reader alter name drop not null;\nalter table reader alter name set not null;",
        "ACCESS EXCLUSIVE",
        null
    )]
    [InlineData(
        "do $$ begin execute 'update reader set name = name'; end $$;",
        "ROW EXCLUSIVE",
        null
    )]
    public async Task The_strongest_lock_and_the_work_under_it_are_seen(
        string up,
        string mode,
        string? work
    )
    {
        await using var test = await FolderCase.CreateAsync(
            await PgDumpProgram.DumpableMajorAsync()
        );
        test.With("1_change", up);

        var impact = (await DryRunAsync(test)).Steps.Single().Impacts.Single();

        impact.Table.ShouldBe("public.reader");
        impact.Lock.ShouldBe(mode);
        impact.Work.ShouldBe(work);
    }

    [Theory]
    [InlineData("set not null", "all rows are read for NOT NULL of public.reader.email")]
    [InlineData("drop not null", null)]
    public async Task Only_a_new_NOT_NULL_reads_all_rows(string change, string? work)
    {
        await using var test = await FolderCase.CreateAsync(
            await PgDumpProgram.DumpableMajorAsync()
        );
        await test.ExecuteAsync(
            $"alter table reader add email text default '' {(work is null ? "not null" : "")}"
        );
        test.With("1_change", $"alter table reader alter email {change};");

        (await DryRunAsync(test)).Steps.Single().Impacts.Single().Work.ShouldBe(work);
    }

    [Theory]
    [InlineData("create role {0}")]
    [InlineData("do $$ begin execute 'create role {0} in role pg_monitor'; end $$")]
    public async Task A_role_is_not_made_on_the_server(string up)
    {
        await using var test = await FolderCase.CreateAsync(
            await PgDumpProgram.DumpableMajorAsync()
        );
        var role = $"r{Guid.NewGuid():N}";
        test.With("1_a", up.Replace("{0}", role, StringComparison.Ordinal));

        (
            await Should.ThrowAsync<MigrationRefusedException>(() => DryRunAsync(test))
        ).Message.ShouldStartWith("1_a.up.sql changes roles.");

        (
            await test.ScalarAsync<long>($"select count(*) from pg_roles where rolname = '{role}'")
        ).ShouldBe(0);
    }

    [Fact]
    public async Task Nothing_stays_and_the_next_run_applies_it()
    {
        await using var test = await FolderCase.CreateAsync(
            await PgDumpProgram.DumpableMajorAsync()
        );
        test.With("1_a", "create table a ();")
            .With("2_b", "create index concurrently i on reader (name);");
        await test.Migrator(new FolderOptions { Steps = 1 }).ApplyAsync();

        var report = await DryRunAsync(test);

        report.Steps.Select(step => step.Title).ShouldBe(["2 b"]);
        (await test.ScalarAsync<bool>("select to_regclass('i') is null")).ShouldBeTrue();
        (
            await test.ScalarAsync<bool>(
                "select not exists (select from pg_database where datname like 'opscenter_dry_run%')"
            )
        ).ShouldBeTrue();
        (await test.Migrator().ApplyAsync()).Steps.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_build_on_a_big_table_is_more_than_others_may_wait()
    {
        await using var test = await FolderCase.CreateAsync(
            await PgDumpProgram.DumpableMajorAsync()
        );
        await test.ExecuteAsync(
            "insert into reader (name) select repeat('x', 1000) from generate_series(1, 3000); analyze reader"
        );
        test.With("1_i", "create index i on reader (id);");

        (await DryRunAsync(test)).IsPolite.ShouldBeTrue();
        var strict = await DryRunAsync(
            test,
            new FolderOptions { MaxBlock = TimeSpan.FromMilliseconds(10) }
        );

        strict.IsPolite.ShouldBeFalse();
        strict.Steps.Single().Impacts.Single().Rows.ShouldBe(3003);
        strict.Steps.Single().Impacts.Single().Advice!.ShouldStartWith("CREATE INDEX CONCURRENTLY");
    }

    [Theory]
    [InlineData("update reader set name = 'x';", "update may find rows", false)]
    [InlineData("do $$ begin execute 'delete from reader'; end $$;", "delete may find rows", false)]
    [InlineData("drop table reader;", "would be dropped with its rows", true)]
    [InlineData("truncate reader;", "would be emptied, or every row written anew", true)]
    [InlineData(
        "alter table reader drop name;",
        "column public.reader.name would be dropped with its values",
        true
    )]
    public async Task A_change_of_data_that_is_not_declared_is_announced(
        string up,
        string what,
        bool isCertain
    )
    {
        await using var test = await FolderCase.CreateAsync(
            await PgDumpProgram.DumpableMajorAsync()
        );
        test.With("1_change", up);

        var report = await DryRunAsync(test);
        test.With("1_change", $"-- opscenter: changes public.reader\n{up}");
        var declared = await DryRunAsync(test);

        report.Steps.Single().Undeclared.ShouldBe([new("public.reader", what, isCertain)]);
        report.IsUndeclared.ShouldBe(isCertain);
        report.Steps.Single().Objects.Dropped.ShouldNotContain(found => found.Kind == "trigger");
        declared.Steps.Single().Undeclared.ShouldBeEmpty();
    }

    [Fact]
    public async Task Rows_that_nobody_counted_are_not_called_none()
    {
        await using var test = await FolderCase.CreateAsync(
            await PgDumpProgram.DumpableMajorAsync()
        );
        test.With("1_i", "create index i on reader (name);");

        (await DryRunAsync(test)).Steps.Single().Impacts.Single().Rows.ShouldBeNull();
        await test.ExecuteAsync("analyze reader");
        (await DryRunAsync(test)).Steps.Single().Impacts.Single().Rows.ShouldBe(3);
    }

    [Fact]
    public async Task A_table_that_the_role_may_not_read_is_left_out_of_the_copy()
    {
        await using var test = await FolderCase.CreateAsync(
            await PgDumpProgram.DumpableMajorAsync()
        );
        await using var role = await Role.CreateAsync(
            test.Database,
            """
            alter role {0} createdb; grant create on schema public to {0}; create schema theirs;
            create table theirs.diary (id int); create table public.letters (id int); alter table reader owner to {0}
            """
        );
        test.With("1_change", "alter table reader add email text;");
        await using var source = NpgsqlDataSource.Create(role.ConnectionString);

        var report = await new FolderMigrator(
            source,
            MigrationFolder.Read(test.Folder.Path),
            options: OnCopy(role.ConnectionString)
        ).DryRunAsync();

        report.Steps.Single().Impacts.Single().Table.ShouldBe("public.reader");
    }

    private static async Task<Migrations.VersionRuns.FolderDryRunReport> DryRunAsync(
        FolderCase test,
        FolderOptions? options = null
    ) => await test.Migrator(options, OnCopy(test.Database.ConnectionString)).DryRunAsync();

    private static MigratorOptions OnCopy(string connection) =>
        new()
        {
            Backup = new BackupOptions { ConnectionString = connection, Folder = null },
        };
}
