using OpsCenter.Tests.Shared;

namespace OpsCenter.Scripts.Tests.Conventions;

/// <summary>Versions that their tool sorts by another rule than by number.</summary>
public sealed class VersionOrderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Diesel_sorts_versions_as_texts()
    {
        var read = _folder
            .With("2020-12-7-120000_c/up.sql")
            .With("2020-12-14-120000_b/up.sql")
            .With("00000000000000_a/up.sql")
            .Path.ReadMigrations("diesel");

        read.Migrations.Select(migration => migration.Name).ShouldBe(["a", "b", "c"]);
    }
}
