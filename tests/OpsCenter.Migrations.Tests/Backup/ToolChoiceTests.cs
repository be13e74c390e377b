using OpsCenter.Migrations.Backup;
using OpsCenter.Migrations.Errors;
using OpsCenter.Testing.Dumps;

namespace OpsCenter.Migrations.Tests.Backup;

public class ToolChoiceTests
{
    [Theory]
    [InlineData(16, "16.4")]
    [InlineData(17, "18.1")]
    [InlineData(null, "18.1")]
    public async Task The_nearest_that_is_not_older_than_the_server_is_taken(
        int? server,
        string version
    )
    {
        using var old = await FakePgDump.OfVersionAsync("15.18 (Debian 15.18-0)");
        using var middle = await FakePgDump.OfVersionAsync("16.4");
        using var late = await FakePgDump.OfVersionAsync("18.1");

        var chosen = await ToolChoice.ChooseAsync(
            wanted: null,
            [old.Folder, late.Folder, middle.Folder],
            server,
            otherwise: "",
            CancellationToken.None
        );

        chosen.Version.ShouldBe(version);
    }

    [Fact]
    public async Task Where_there_is_none_the_places_are_told()
    {
        var error = await Should.ThrowAsync<PgDumpMissingException>(() =>
            ToolChoice.ChooseAsync(wanted: null, ["/nowhere"], 17, "", CancellationToken.None)
        );

        error.Message.ShouldContain("PATH");
        error.Remedy.ShouldContain("apt-get install postgresql-client-17");
    }

    [Fact]
    public async Task One_without_pg_restore_beside_it_will_not_do()
    {
        using var lonely = await FakePgDump.OfVersionAsync("18.1");
        File.Delete(Path.Combine(lonely.Folder, "pg_restore"));

        await Should.ThrowAsync<PgDumpMissingException>(() =>
            ToolChoice.ChooseAsync(lonely.Folder, [], 17, "", CancellationToken.None)
        );
    }
}
