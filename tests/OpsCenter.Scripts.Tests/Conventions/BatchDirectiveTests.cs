using OpsCenter.Scripts.Folders;
using OpsCenter.Scripts.Statements;
using OpsCenter.Tests.Shared;

namespace OpsCenter.Scripts.Tests.Conventions;

/// <summary>The line that declares batches.</summary>
public sealed class BatchDirectiveTests : IDisposable
{
    private const string Update = "update t set a = 1;";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_batch_is_a_part_of_its_own()
    {
        var parts = Read(
                $"select 1;\nselect 2;\n-- opscenter: batch 500 by \"Id\"\n-- why\n{Update}\nselect 3;"
            )
            .Parts();

        parts.Count.ShouldBe(3);
        parts[0].Statements.Count.ShouldBe(2);
        parts[1].Batch.ShouldBe(new BatchRule(500, "Id", 3));
        parts[2].Batch.ShouldBeNull();
        ScriptPart.IsWhole(parts).ShouldBeFalse();
    }

    [Fact]
    public void One_batch_alone_is_no_transaction() =>
        ScriptPart
            .IsWhole(Read($"-- opscenter: batch 500 by ID\n{Update}").Parts())
            .ShouldBeFalse();

    [Theory]
    [InlineData("batch", "does not say how many rows a batch has")]
    [InlineData("batch by id", "does not say how many rows a batch has")]
    [InlineData("batch 100", "does not say how many rows a batch has")]
    [InlineData("batch 100 by id desc", "does not say how many rows a batch has")]
    [InlineData("batch 100 by t.id", "does not say how many rows a batch has")]
    [InlineData("batches 100 by id", "does not say how many rows a batch has")]
    [InlineData("batch 0 by id", "0 is no number of rows for a batch")]
    [InlineData("batch -5 by id", "-5 is no number of rows for a batch")]
    [InlineData("batch 10,000 by id", "10,000 is no number of rows for a batch")]
    [InlineData("batch 10k by id", "10k is no number of rows for a batch")]
    [InlineData("batch 2000000 by id", "2000000 is no number of rows for a batch")]
    [InlineData("batch 99999999999 by id", "99999999999 is no number of rows for a batch")]
    [InlineData(
        "batch 100 by a",
        "the statement in line 3 updates a, by which its rows are divided"
    )]
    public void A_slip_is_reported_with_its_line(string directive, string problem)
    {
        var refusal = Refusal($"select 1;\n-- opscenter: {directive}\n{Update}");

        refusal.ShouldStartWith("1_a.up.sql, line 2: ");
        refusal.ShouldContain(problem);
    }

    [Theory]
    [InlineData("batch 0 by id", "Give a number from 1 to 1000000")]
    [InlineData("batch", "-- opscenter: batch 10000 by id")]
    public void A_slip_has_a_remedy(string directive, string remedy) =>
        Should
            .Throw<MigrationFolderException>(() => Read($"-- opscenter: {directive}\n{Update}"))
            .Remedy.ShouldContain(remedy);

    [Fact]
    public void No_statement_follows() =>
        Refusal($"{Update}\n-- opscenter: batch 500 by id\n")
            .ShouldBe("1_a.up.sql, line 2: no statement follows the directive.");

    [Fact]
    public void Inside_a_statement() =>
        Refusal("update t\n-- opscenter: batch 500 by id\nset a = 1;")
            .ShouldBe("1_a.up.sql, line 2: the directive stands inside a statement.");

    [Fact]
    public void Twice() =>
        Refusal($"-- opscenter: batch 500 by id\n-- opscenter: batch 5 by id\n{Update}")
            .ShouldBe(
                "1_a.up.sql, line 2: the statement in line 3 has a batch directive already, in line 1."
            );

    [Fact]
    public void A_statement_that_has_no_rows_to_divide() =>
        Refusal("-- opscenter: batch 500 by id\ninsert into t select * from u;")
            .ShouldBe(
                "1_a.up.sql, line 1: the statement in line 2 cannot be run in batches: insert into t select * from u"
            );

    [Fact]
    public void Between_begin_and_commit() =>
        Should
            .Throw<ScriptSyntaxException>(() =>
                Read($"begin;\nselect 1;\n-- opscenter: batch 500 by id\n{Update}\ncommit;").Parts()
            )
            .Message.ShouldStartWith("1_a.up.sql, line 3: batches are transactions of their own");

    private string Refusal(string text) =>
        Should.Throw<MigrationFolderException>(() => Read(text)).Message;

    private FolderScript Read(string text) =>
        MigrationFolder.Read(_folder.With("1_a.up.sql", text).Path).Migrations.Single().Up;
}
