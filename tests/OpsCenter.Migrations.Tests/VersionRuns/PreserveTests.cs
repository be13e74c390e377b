using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Versions;

namespace OpsCenter.Migrations.Tests.VersionRuns;

/// <summary>What happens when a script changes rows without saying so.</summary>
public sealed class PreserveTests
{
    private static readonly FolderOptions Off = new() { Preserve = Preserve.Off };

    [Theory]
    [InlineData(Preserve.Report, true)]
    [InlineData(Preserve.Off, false)]
    public async Task An_undeclared_change_is_reported_or_not_looked_for(
        Preserve preserve,
        bool isCounted
    )
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_upper", "update reader set name = upper(name);");

        var report = await test.Migrator(new FolderOptions { Preserve = preserve }).ApplyAsync();

        var effects = report.Steps.Single().Effects;
        effects.AreRowsCounted.ShouldBe(isCounted);
        effects.Rows.Sum(rows => rows.Updated).ShouldBe(isCounted ? 3 : 0);
        (await test.ScalarAsync<string>("select min(name) from reader")).ShouldBe("ANNABEL");
    }

    [Fact]
    public async Task Without_counters_a_folder_is_applied_only_if_nobody_asks_for_them()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_a", "set track_counts = off;\ncreate table a ();");

        await Should.ThrowAsync<MigrationRefusedException>(() => test.Migrator().ApplyAsync());
        (await test.Migrator(Off).ApplyAsync()).Steps.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("create table a ();\nupdate reader set name = upper(name);")]
    [InlineData(
        "-- opscenter: no-transaction\ncreate table a ();\nupdate reader set name = upper(name);"
    )]
    public async Task What_was_not_counted_is_not_undone_from_the_record(string script)
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_a", script);
        await test.Migrator(Off).ApplyAsync();

        var refusal = await Should.ThrowAsync<VersionConflictException>(() =>
            test.Migrator().RollbackAsync()
        );

        refusal.Message.ShouldContain("its rows were not counted");
        (await test.ScalarAsync<bool>("select to_regclass('a') is not null")).ShouldBeTrue();
    }
}
