using DbUp;
using DbUp.Builder;
using DbUp.Engine;
using OpsCenter.Conformance.Databases;

namespace OpsCenter.Migrations.DbUp.Tests;

/// <summary>A program that upgrades a database with DbUp.</summary>
internal sealed class Upgrades : IAsyncDisposable
{
    private static readonly DatabaseTemplate Template = DatabaseTemplate.FromSql(
        "dbup",
        """
        create table reader (id integer generated always as identity primary key, name text not null);
        insert into reader (name) values ('Annabel'), ('Bob'), ('Chris');
        """
    );

    private readonly List<(string Name, string Text, SqlScriptOptions Options)> _scripts = [];

    private Upgrades(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }

    public RecordedLog Log { get; } = new();

    public static async Task<Upgrades> CreateAsync(int? major = null) =>
        new(await TestServer.For(major ?? TestMajors.Newest).CreateDatabaseAsync(Template));

    public Upgrades With(string name, string text, SqlScriptOptions? options = null)
    {
        _scripts.RemoveAll(script => script.Name == name);
        _scripts.Add((name, text, options ?? new SqlScriptOptions()));
        return this;
    }

    /// <summary>The builder that the program has without OpsCenter.</summary>
    public UpgradeEngineBuilder Builder()
    {
        var builder = DeployChanges.To.PostgresqlDatabase(Database.ConnectionString).LogTo(Log);
        foreach (var (name, text, options) in _scripts)
        {
            builder.WithScript(name, text, options);
        }

        return builder;
    }

    public OpsCenterUpgrade Upgrade(MigratorOptions? options = null) =>
        new(Database.DataSource) { Options = options ?? new MigratorOptions() };

    public DatabaseUpgradeResult Perform(OpsCenterUpgrade? upgrade = null) =>
        Builder().WithOpsCenter(upgrade ?? Upgrade()).Build().PerformUpgrade();

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
