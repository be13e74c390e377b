using System.Reflection;
using System.Runtime.CompilerServices;
using DbUp;
using OpsCenter.Testing;

namespace OpsCenter.Migrations.DbUp.Tests;

/// <summary>What the project's README shows is compiled and run here.</summary>
public sealed class DocumentTests
{
    [Fact]
    public async Task The_code_of_the_README_upgrades_a_database_and_rolls_back()
    {
        await using var test = await Upgrades.CreateAsync();
        var dataSource = test.Database.DataSource;
        var connectionString = test.Database.ConnectionString;
        var stopping = CancellationToken.None;

        var upgrade = new OpsCenterUpgrade(dataSource) { Cancellation = stopping };
        var engine = DeployChanges
            .To.PostgresqlDatabase(connectionString)
            .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly())
            .LogToConsole()
            .WithOpsCenter(upgrade)
            .Build();
        var result = engine.PerformUpgrade();

        result.Error.ShouldBeNull();
        result.Scripts.Single().Name.ShouldEndWith("Scripts.0001_loan.sql");

        var migrator = upgrade.Migrator();
        await migrator.VerifyAsync(stopping);
        await migrator.RollbackAsync(stopping);

        (
            await test.Database.ScalarAsync<bool>("select to_regclass('loan') is null")
        ).ShouldBeTrue();
        var source = await File.ReadAllTextAsync(ThisFile());
        foreach (
            var line in DocumentedCode
                .Blocks("src/OpsCenter.Migrations.DbUp/README.md", "csharp")
                .SelectMany(code => code.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        )
        {
            source.ShouldContain(line.Trim());
        }
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
