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

    public Task<FolderReport> CheckAsync(
        FolderCheckOptions options,
        params IReadOnlyList<string> laws
    ) => CheckOnAsync([TestMajors.Newest], options, laws);

    public async Task<FolderReport> CheckOnAsync(
        IReadOnlyList<int> majors,
        FolderCheckOptions options,
        params IReadOnlyList<string> laws
    )
    {
        var servers = new List<DatabaseServer>();
        try
        {
            foreach (var major in majors)
            {
                servers.Add(
                    await DatabaseServer.ConnectAsync(
                        await TestServer.For(major).ConnectionStringAsync()
                    )
                );
            }

            return await FolderCheck.RunAsync(
                MigrationFolder.Read(_folder),
                servers,
                options with
                {
                    Laws = [.. laws.Select(law => AllLaws.Find(law)!)],
                }
            );
        }
        finally
        {
            foreach (var server in servers)
            {
                await server.DisposeAsync();
            }
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
