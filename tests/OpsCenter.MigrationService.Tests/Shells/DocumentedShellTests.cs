using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Testing.Prerequisites;

namespace OpsCenter.MigrationService.Tests.Shells;

/// <summary>The commands of the documents, in their order, as a reader who copies them runs them.</summary>
public sealed class DocumentedShellTests
{
    [Fact]
    public async Task Those_about_big_tables_rollbacks_tenants_and_backups_go_through()
    {
        await using var database = await V1Database.CreateDumpableAsync();
        await using var shell = new DocumentShell(database);

        await shell.RunAsync(
            DocumentShell.Block("docs/big-tables.md", "opscenter apply --lock-timeout")
        );
        await database.ExecuteAsync("update llm_providers set base_url = 'https://x.example'");
        await shell.RunAsync(DocumentShell.Block("docs/rollback.md", "opscenter rollback"));
        (
            await database.ScalarAsync<bool>(
                "select bool_and(base_url = 'https://x.example') from llm_providers"
            )
        ).ShouldBeTrue();
        (
            await shell.RunAsync(DocumentShell.Block("docs/tenants.md", "opscenter status --all"))
        ).ShouldContain("public");
        // A backup from before the migration replaces tables only where it was rolled back, as the page says.
        var restores = DocumentShell.Block("docs/backup-and-restore.md", "--into").Split('\n');
        await shell.RunAsync(string.Join('\n', restores[..2]));
        await shell.RunAsync("opscenter rollback");
        await shell.RunAsync(string.Join('\n', restores[2..]));

        (
            await database.ScalarAsync<long>(
                $"select count(*) from pg_database where datname = '{database.Name}_into'"
            )
        ).ShouldBe(1);
    }

    [Fact]
    public async Task Those_about_a_plan_that_was_reviewed_go_through()
    {
        await using var database = await V1Database.CreateDumpableAsync();
        await using var shell = new DocumentShell(database);

        await shell.RunAsync(DocumentShell.Block("docs/command-line.md", "--plan plan.json"));

        (
            await database.ScalarAsync<bool>("select to_regclass('model_servers') is not null")
        ).ShouldBeTrue();
    }

    [Theory]
    [InlineData("docs/own-migrations.md", "opscenter adopt")]
    [InlineData("docs/ci.md", "--plan plan.json")]
    public async Task Those_about_an_own_folder_go_through(string document, string line)
    {
        await using var database = await TestServer
            .For(await PgDumpProgram.DumpableMajorAsync())
            .CreateDatabaseAsync();
        await database.ExecuteAsync(
            "create table reader (id int primary key); insert into reader values (1); "
                + "create table schema_migrations (version bigint primary key, dirty boolean not null); insert into schema_migrations values (1, false)"
        );
        await using var shell = new DocumentShell(database);
        Directory.CreateDirectory(shell.PathOf("db", "migrations"));
        foreach (
            var (name, sql) in new[]
            {
                ("1_reader.up.sql", "create table reader (id int primary key);"),
                ("1_reader.down.sql", "drop table reader;"),
                ("2_name.up.sql", "alter table reader add name text;"),
                ("2_name.down.sql", "alter table reader drop name;"),
            }
        )
        {
            await File.WriteAllTextAsync(shell.PathOf("db", "migrations", name), sql);
        }

        if (line.Contains("adopt", StringComparison.Ordinal))
        {
            await shell.RunAsync(DocumentShell.Block(document, line));
        }
        else
        {
            await shell.RunAsync("opscenter adopt --migrations db/migrations");
            await shell.RunAsync(DocumentShell.Block(document, line));
            File.Exists(shell.PathOf("applied.html")).ShouldBeTrue();
        }

        (await database.ScalarAsync<long>("select count(*) from reader")).ShouldBe(1);
    }
}
