using Npgsql;
using OpsCenter.Conformance.Databases;

namespace OpsCenter.Migrations.Tests.Toy;

/// <summary>A small shop database with awkward values, and a migration of it that follows the script protocol.</summary>
internal static class Shop
{
    private static readonly DatabaseTemplate Template = DatabaseTemplate.FromSql(
        "shop",
        Read("toy_before.sql")
    );

    public static Migration Migration { get; } =
        new()
        {
            Name = "toy",
            Version = new Version(1, 0, 0),
            Forward = new MigrationScript("toy_up.sql", Read("toy_up.sql")),
            Rollback = new MigrationScript("toy_down.sql", Read("toy_down.sql")),
        };

    public static Task<TestDatabase> CreateAsync(int? major = null) =>
        TestServer.For(major ?? TestMajors.Newest).CreateDatabaseAsync(Template);

    /// <summary>Builds the shop in a database that the test made itself.</summary>
    public static async Task BuildAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(Read("toy_before.sql"));
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The toy migration, with statements of the test's own after its forward script.</summary>
    public static Migration WithStatement(string sql) =>
        Migration with
        {
            Forward = new MigrationScript("toy_up.sql", $"{Migration.Forward.Text}\n{sql}"),
        };

    /// <summary>A migration that is only this text, and keeps no record.</summary>
    public static Migration Of(string sql) =>
        Migration with
        {
            Name = "other",
            KeepsRecord = false,
            Forward = new MigrationScript("other.sql", sql),
            Rollback = new MigrationScript("other_down.sql", "select 1"),
        };

    public static Migrator Migrator(TestDatabase database, MigratorOptions? options = null) =>
        new(
            database.DataSource,
            options ?? new MigratorOptions { StatisticsGrace = TimeSpan.FromSeconds(3) }
        );

    private static string Read(string name)
    {
        using var stream = typeof(Shop).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
