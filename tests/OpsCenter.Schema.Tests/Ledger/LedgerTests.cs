namespace OpsCenter.Schema.Tests.Ledger;

/// <summary>scripts/sql/ledger.txt makes the edit of a released script visible in review.</summary>
public class LedgerTests
{
    [Fact]
    public void The_ledger_names_every_released_script_with_its_checksum()
    {
        var released = EmbeddedScripts
            .Paths.Where(path => path.StartsWith("v2/", StringComparison.Ordinal))
            .Select(EmbeddedScripts.Read)
            .Select(script => $"{script.Checksum}  {script.FileName}");

        Ledger().ShouldBe(released, ignoreOrder: true);
    }

    [Fact]
    public void The_journal_key_of_a_release_is_its_file_name() =>
        Releases.V2.Forward.FileName.ShouldBe("create_llm_management_tables_v2.sql");

    [Fact]
    public void A_checkout_with_carriage_returns_has_the_same_checksum()
    {
        var script = Releases.V2.Forward;
        var windows = script with { Text = script.Text.ReplaceLineEndings("\r\n") };
        new Migrations.MigrationScript(windows.FileName, windows.Text).Checksum.ShouldBe(
            script.Checksum
        );
    }

    private static string[] Ledger() =>
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "ledger.txt"));
}
