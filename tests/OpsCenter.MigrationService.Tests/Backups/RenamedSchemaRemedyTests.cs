namespace OpsCenter.MigrationService.Tests.Backups;

/// <summary>What is advised where a schema was renamed is done as it stands there.</summary>
public sealed class RenamedSchemaRemedyTests
{
    private const string Into = "--into <new database>";

    [Fact]
    [FollowsRemedy("Operations/ReplacedArchives.cs", "The backup has archives whose names")]
    public async Task Archives_of_a_schema_that_was_renamed_since()
    {
        await using var scene = await BackupScene.CreateAsync();
        await scene.SucceedAsync("apply", "--no-backup");
        await scene.Database.ExecuteAsync(
            "insert into model_servers (name, type, host, port) values ('a', 'b', 'c', 1)"
        );
        await scene.SucceedAsync("rollback", "--no-backup");
        var file = await scene.BackUpAsync();
        await scene.Database.ExecuteAsync(
            "alter schema public rename to before; create schema public"
        );

        await scene.RefuseToReplaceAsync(file, Into);

        await scene.RestoreBesideAsync(file);
    }

    [Fact]
    [FollowsRemedy("Operations/FiledPlaces.cs", "was renamed before the backup was taken")]
    public async Task A_schema_that_was_renamed_before_the_backup()
    {
        await using var scene = await BackupScene.CreateAsync();
        await scene.SucceedAsync("apply", "--no-backup");
        await scene.Database.ExecuteAsync("alter schema public rename to later");
        scene.Connection = $"{scene.Connection};Search Path=later";
        var file = await scene.BackUpAsync();

        await scene.RefuseToReplaceAsync(file, Into);

        await scene.RestoreBesideAsync(file);
    }
}
