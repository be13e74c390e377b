using OpsCenter.Conformance.Folders;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Tests.Folders;

/// <summary>What the tool of a folder does is no duty of its scripts.</summary>
public sealed class ToolCareTests
{
    private const string Customers = "create table customer (id int primary key, name text);";

    [Theory]
    [InlineData(null, Verdict.Declared)]
    [InlineData(ToolCare.None, Verdict.Broken)]
    public async Task What_the_tool_takes_care_of_is_declared(string? tool, Verdict verdict)
    {
        using var files = new MigrationFiles().Add("1_customer", Customers, "drop table customer;");

        var report = await files.CheckAsync(new() { Tool = tool }, "idempotent");

        report.Migrations[0].Report.Results.ShouldHaveSingleItem().Verdict.ShouldBe(verdict);
    }

    [Theory]
    [InlineData("search-path-proof", null, Verdict.Holds)]
    [InlineData("search-path-proof", ToolCare.None, Verdict.Broken)]
    [InlineData("honest-exit", null, Verdict.Holds)]
    [InlineData("honest-exit", ToolCare.None, Verdict.Broken)]
    public async Task A_tool_stops_at_an_error_and_rolls_back_only_what_it_has_applied(
        string law,
        string? tool,
        Verdict verdict
    )
    {
        using var files = new MigrationFiles().Add(
            "1_customer",
            $"-- opscenter: no-transaction\n{Customers} create index customer_name on customer (name);",
            "drop table customer;"
        );

        var report = await files.CheckAsync(new() { Tool = tool }, law);

        report.Migrations[0].Report.Results.ShouldHaveSingleItem().Verdict.ShouldBe(verdict);
    }

    [Theory]
    [InlineData("begin; {0} commit;", null, Verdict.NothingToCheck)]
    [InlineData("begin; {0} commit;", "dbmate", Verdict.Broken)]
    [InlineData(
        "begin; {0} commit; create index customer_name on customer (name);",
        null,
        Verdict.Broken
    )]
    public async Task A_tool_that_records_apart_runs_scripts_that_are_one_transaction(
        string up,
        string? tool,
        Verdict verdict
    )
    {
        using var files = new MigrationFiles().Add(
            "1_customer",
            up.Replace("{0}", Customers, StringComparison.Ordinal)
        );

        var report = await files.CheckAsync(new() { Tool = tool }, "nests-in-a-transaction");

        report.Migrations[0].Report.Results.ShouldHaveSingleItem().Verdict.ShouldBe(verdict);
    }

    [Fact]
    public async Task A_role_of_the_whole_server_is_no_fault_of_the_script()
    {
        var role = $"reader_{Guid.NewGuid():N}";
        using var files = new MigrationFiles().Add(
            "1_reader",
            $"create role {role}; {Customers} grant select on customer to {role};",
            $"drop table customer; drop role {role};"
        );

        var report = await files.CheckAsync(new(), "reversible", "round-trip");

        report
            .Migrations[0]
            .Report.Results.ShouldAllBe(result =>
                result.Verdict == Verdict.NotChecked
                && result.Outcome.Obstacle!.Contains("whole server", StringComparison.Ordinal)
            );
    }

    [Fact]
    public async Task Without_a_down_script_no_decoy_waits_for_it()
    {
        using var files = new MigrationFiles().Add("1_customer", Customers);

        var report = await files.CheckAsync(new(), "name-proof");

        report.Migrations[0].Report.Results.ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.Holds);
    }
}
