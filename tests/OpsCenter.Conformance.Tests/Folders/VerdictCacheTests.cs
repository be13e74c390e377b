using OpsCenter.Conformance.Folders;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Tests.Folders;

/// <summary>What was checked before is not checked again, unless something that it depends on has changed.</summary>
public sealed class VerdictCacheTests : IDisposable
{
    private readonly string _folder = Directory
        .CreateTempSubdirectory("opscenter-check-cache-")
        .FullName;

    private readonly MigrationFiles _files = new MigrationFiles()
        .Add(
            "1_customer",
            "create table customer (id int primary key, name text);",
            "drop table customer;"
        )
        .Add(
            "2_name",
            "alter table customer drop column name;",
            "alter table customer add name text;"
        )
        .Add("3_mail", "alter table customer add mail text;", "alter table customer drop mail;");

    public void Dispose()
    {
        _files.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_same_check_again_has_the_same_evidence_from_the_cache()
    {
        var first = await CheckAsync();
        var second = await CheckAsync();

        FromCache(first).ShouldBe([false, false, false]);
        FromCache(second).ShouldBe([true, true, true]);
        second
            .Migrations[1]
            .Broken.ShouldHaveSingleItem()
            .Outcome.Evidence[0]
            .Samples.ShouldBe(first.Migrations[1].Broken[0].Outcome.Evidence[0].Samples);
    }

    [Fact]
    public async Task A_changed_up_script_counts_for_all_later_migrations()
    {
        await CheckAsync();
        _files.Add(
            "2_name",
            "alter table customer drop column name cascade;",
            "alter table customer add name text;"
        );

        FromCache(await CheckAsync()).ShouldBe([true, false, false]);
    }

    [Fact]
    public async Task A_changed_down_script_counts_for_its_migration_only()
    {
        await CheckAsync();
        _files.Add("2_name", "alter table customer drop column name;", "select 1;");

        FromCache(await CheckAsync()).ShouldBe([true, false, true]);
    }

    [Fact]
    public async Task Another_law_is_checked_and_the_known_ones_stay()
    {
        await CheckAsync();

        var report = await CheckAsync(laws: ["applies", "preserves-data", "reversible"]);

        report
            .Migrations[2]
            .Report.Results.Select(result => (result.Law, result.FromCache))
            .ShouldBe([("applies", true), ("preserves-data", true), ("reversible", false)]);
        FromCache(await CheckAsync(laws: ["applies", "reversible"])).ShouldBe([true, true, true]);
    }

    [Theory]
    [InlineData("seed")]
    [InlineData("tool")]
    [InlineData("declared")]
    public async Task Other_options_are_another_check(string what)
    {
        await CheckAsync();
        var options = new FolderCheckOptions();

        var report = await CheckAsync(
            what switch
            {
                "seed" => options with { Seed = 7 },
                "tool" => options with { Tool = ToolCare.None },
                _ => options with { Declared = [new("applies", "why")] },
            }
        );

        FromCache(report).ShouldBe([false, false, false]);
    }

    [Fact]
    public async Task What_was_not_checked_is_checked_again()
    {
        _files.Add("2_name", "alter table nothing add phone text;");

        await CheckAsync();
        var report = await CheckAsync();

        FromCache(report).ShouldBe([true, false, false]);
        report.Migrations[1].Report.Results[0].FromCache.ShouldBeTrue();
        report.Migrations[1].Report.Results[1].Verdict.ShouldBe(Verdict.NotChecked);
        report.Migrations[2].Report.Results[0].Verdict.ShouldBe(Verdict.NotChecked);
    }

    [Fact]
    public async Task A_damaged_file_is_no_verdict()
    {
        await CheckAsync();
        foreach (var file in Directory.GetFiles(_folder))
        {
            await File.WriteAllTextAsync(file, "[{");
        }

        FromCache(await CheckAsync()).ShouldBe([false, false, false]);
    }

    private static IEnumerable<bool> FromCache(FolderReport report) =>
        report.Migrations.Select(migration => migration.IsFromCache);

    private Task<FolderReport> CheckAsync(
        FolderCheckOptions? options = null,
        IReadOnlyList<string>? laws = null
    ) =>
        _files.CheckAsync(
            (options ?? new()) with
            {
                Cache = new VerdictCache(_folder),
            },
            laws ?? ["applies", "preserves-data"]
        );
}
