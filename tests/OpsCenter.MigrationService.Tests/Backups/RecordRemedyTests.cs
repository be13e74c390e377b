using Npgsql;
using OpsCenter.Testing.Dumps;

namespace OpsCenter.MigrationService.Tests.Backups;

/// <summary>What is advised where the record of migrations or another session is in the way of a restore is done as it stands there.</summary>
public sealed class RecordRemedyTests
{
    private const string Into = "--into <new database>";

    /// <summary>As much of the record of an earlier release as a restore reads.</summary>
    private const string EarlierRecord =
        "create schema opscenter; create table opscenter.migration (name text primary key); insert into opscenter.migration values ('v2')";

    [Theory]
    [InlineData("opscenter rollback. Then repeat.")]
    [InlineData(Into)]
    [FollowsRemedy(
        "Operations/ReplacedRecord.cs",
        "is applied here, and the backup is from before that"
    )]
    public async Task A_backup_from_before_the_migration(string remedy)
    {
        await using var scene = await BackupScene.CreateAsync();
        var file = await scene.BackUpAsync();
        await scene.SucceedAsync("apply", "--no-backup");

        await scene.RefuseToReplaceAsync(file, remedy);

        if (remedy == Into)
        {
            await scene.RestoreBesideAsync(file);
        }
        else
        {
            await scene.SucceedAsync("rollback", "--no-backup");
            await scene.ReplaceAsync(file);
        }
    }

    [Fact]
    [FollowsRemedy("Operations/ReplacedRecord.cs", "The backup is of an earlier release")]
    public async Task A_backup_of_an_earlier_release_beside_another_pair()
    {
        await using var scene = await BackupScene.CreateAsync();
        await scene.Database.ExecuteAsync(EarlierRecord);
        var file = await OperatorDump.TakeAsync(
            scene.Folder,
            scene.Database,
            "--table=llm_*",
            "--table=opscenter.migration"
        );
        await scene.Database.ExecuteAsync(
            """
            drop schema opscenter cascade;
            create schema second;
            create table second.llm_providers (like llm_providers including all);
            create table second.llm_usage_logs (like llm_usage_logs including all)
            """
        );
        var connection = scene.Connection;
        scene.Connection = $"{connection};Search Path=second";
        await scene.SucceedAsync("apply", "--no-backup");
        scene.Connection = connection;

        await scene.RefuseToReplaceAsync(file, Into);

        await scene.SucceedAsync("restore", "--file", file, "--list");
    }

    [Fact]
    [FollowsRemedy("Operations/ReplacementLocks.cs", "has read a table that is to be replaced")]
    public async Task An_application_that_reads_and_then_writes()
    {
        using var slow = await FakePgDump.AroundTheRealOneAsync(
            "touch begun; sleep 1; exec $real \"$@\""
        );
        await using var scene = await BackupScene.CreateAsync();
        var file = await scene.BackUpAsync();
        await using var application = new NpgsqlConnection(
            $"{scene.Database.ConnectionString};Pooling=false"
        );
        await application.OpenAsync();
        await using var transaction = await application.BeginTransactionAsync();
        await ExecuteAsync(application, "select count(*) from llm_models");
        scene.PgDump = slow.Folder;
        string[] replace = ["restore", "--file", file, "--replace", scene.Database.Name];

        var refusal = scene.RefuseAsync(
            (ExitCodes.Locked, "lock-timeout"),
            "Stop the application for the time of the restore, then repeat.",
            replace
        );
        while (!refusal.IsCompleted && !File.Exists(Path.Combine(slow.Folder, "begun")))
        {
            await Task.Delay(20);
        }

        await ExecuteAsync(application, "update llm_models set name = name");
        (await refusal).ShouldContain("waits to write it");
        await application.CloseAsync();

        await scene.SucceedAsync(replace);
    }

    [Fact]
    [FollowsRemedy("Operations/RestoreArchive.cs", "archives are numbered from 1")]
    public async Task An_archive_that_there_cannot_be()
    {
        await using var scene = await BackupScene.CreateAsync();
        await scene.SucceedAsync("apply", "--no-backup");

        await scene.RefuseAsync(
            (ExitCodes.Usage, "invalid-option"),
            "opscenter status lists the archives; without a number all that were not restored come back.",
            "restore-archive",
            "--archive",
            "0"
        );

        await scene.SucceedAsync("status");
        await scene.SucceedAsync("restore-archive");
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
