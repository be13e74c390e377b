using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Tests.VersionRuns;

public sealed class RightsTests
{
    [Fact]
    public async Task What_the_role_may_not_do_is_named_with_the_statement()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_a", "create table a ();");
        var role = $"weak_{Guid.NewGuid():N}";
        await test.ExecuteAsync($"create role {role}");
        try
        {
            await using var source = Npgsql.NpgsqlDataSource.Create(
                new Npgsql.NpgsqlConnectionStringBuilder(test.Database.ConnectionString)
                {
                    Options = $"-c role={role}",
                    Pooling = false,
                }
            );

            (
                await Should.ThrowAsync<PermissionDeniedException>(() =>
                    new FolderMigrator(
                        source,
                        Scripts.MigrationFolder.Read(test.Folder.Path)
                    ).ApplyAsync()
                )
            ).Message.ShouldContain("(in: create schema opscenter_migrations, for the journal)");
        }
        finally
        {
            await test.ExecuteAsync($"drop role {role}");
        }
    }
}
