using OpsCenter.Conformance.Databases;
using OpsCenter.Migrations.Versions;
using OpsCenter.Scripts;
using OpsCenter.Tests.Shared;

namespace OpsCenter.Migrations.Tests.VersionRuns;

/// <summary>A folder of migrations and a database for them.</summary>
internal sealed class FolderCase : IAsyncDisposable
{
    private static readonly DatabaseTemplate Template = DatabaseTemplate.FromSql(
        "folder",
        """
        create table reader (id integer generated always as identity primary key, name text not null);
        insert into reader (name) values ('Annabel'), ('Bob'), ('Chris');
        """
    );

    private FolderCase(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }

    public TemporaryFolder Folder { get; } = new();

    public static async Task<FolderCase> CreateAsync(int? major = null) =>
        new(await TestServer.For(major ?? TestMajors.Newest).CreateDatabaseAsync(Template));

    /// <summary>Adds a migration of two files.</summary>
    public FolderCase With(string name, string up, string? down = null)
    {
        Folder.With($"{name}.up.sql", up);
        if (down is not null)
        {
            Folder.With($"{name}.down.sql", down);
        }

        return this;
    }

    public FolderMigrator Migrator(
        FolderOptions? folderOptions = null,
        MigratorOptions? options = null
    ) => new(Database.DataSource, MigrationFolder.Read(Folder.Path), folderOptions, options);

    public async Task<T> ScalarAsync<T>(string sql)
        where T : notnull => (await Database.ScalarAsync<T>(sql))!;

    public Task ExecuteAsync(string sql) => Database.ExecuteAsync(sql);

    public async ValueTask DisposeAsync()
    {
        Folder.Dispose();
        await Database.DisposeAsync();
    }
}
