using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Folders;
using OpsCenter.Conformance.Laws;
using OpsCenter.Scripts;

namespace OpsCenter.Conformance.Tests.Folders;

/// <summary>A folder of migrations in golang-migrate's convention, and its check on the tests' server.</summary>
internal sealed class MigrationFiles : IDisposable
{
    private readonly string _folder = Directory
        .CreateTempSubdirectory("opscenter-check-folder-")
        .FullName;

    public MigrationFiles Add(string name, string up, string? down = null)
    {
        File.WriteAllText(Path.Combine(_folder, $"{name}.up.sql"), up);
        if (down is not null)
        {
            File.WriteAllText(Path.Combine(_folder, $"{name}.down.sql"), down);
        }

        return this;
    }

    public async Task<FolderReport> CheckAsync(
        FolderCheckOptions options,
        params IReadOnlyList<string> laws
    )
    {
        await using var server = await DatabaseServer.ConnectAsync(
            await TestServer.For(TestMajors.Newest).ConnectionStringAsync()
        );
        return await FolderCheck.RunAsync(
            MigrationFolder.Read(_folder),
            server,
            options with
            {
                Laws = [.. laws.Select(law => AllLaws.Find(law)!)],
            }
        );
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
