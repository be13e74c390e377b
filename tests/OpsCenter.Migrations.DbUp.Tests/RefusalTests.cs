using System.Data;
using DbUp.Engine;
using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.DbUp.Tests;

/// <summary>What DbUp can be asked for and OpsCenter does not do is refused, not passed over.</summary>
public sealed class RefusalTests
{
    [Fact]
    public async Task One_transaction_for_all_scripts_is_refused()
    {
        await using var test = await Upgrades.CreateAsync();
        test.With("1.sql", "create table a ();");

        Refusal(test.Builder().WithTransaction().WithOpsCenter(test.Upgrade()).Build())
            .ShouldStartWith("One transaction for all scripts was asked of the builder");
    }

    [Fact]
    public async Task Scripts_that_are_given_later_are_refused()
    {
        await using var test = await Upgrades.CreateAsync();
        test.With("1.sql", "create table a ();");

        Refusal(
                test.Builder()
                    .WithOpsCenter(test.Upgrade())
                    .WithScript("2.sql", "create table b ();")
                    .Build()
            )
            .ShouldStartWith("Scripts or a journal were given to the builder after WithOpsCenter");
    }

    [Fact]
    public async Task Code_is_refused()
    {
        await using var test = await Upgrades.CreateAsync();

        Refusal(
                test.Builder()
                    .WithScript("code.cs", new Code())
                    .WithOpsCenter(test.Upgrade())
                    .Build()
            )
            .ShouldStartWith("code.cs is code");
    }

    private static string Refusal(UpgradeEngine engine) =>
        engine.PerformUpgrade().Error.ShouldBeOfType<InvalidOptionException>().Message;

    private sealed class Code : IScript
    {
        public string ProvideScript(Func<IDbCommand> dbCommandFactory) => "create table a ();";
    }
}
