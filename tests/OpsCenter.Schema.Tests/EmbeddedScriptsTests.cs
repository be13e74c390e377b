namespace OpsCenter.Schema.Tests;

public sealed class EmbeddedScriptsTests
{
    [Fact]
    public void Paths_use_slashes_on_every_system()
    {
        EmbeddedScripts.Paths.ShouldContain("v1/shape_a.sql");
        EmbeddedScripts.Paths.ShouldAllBe(path => !path.Contains('\\'));
    }

    [Fact]
    public void A_script_is_named_by_its_file_and_holds_its_whole_text()
    {
        var script = EmbeddedScripts.Read("v1/shape_a_startup_indexes.sql");

        script.FileName.ShouldBe("shape_a_startup_indexes.sql");
        script.Text.ShouldStartWith("-- What:");
        script.Text.TrimEnd().ShouldEndWith("on llm_usage_logs (created_at);");
    }

    [Fact]
    public void A_script_that_is_not_embedded_is_named_together_with_those_that_are()
    {
        var error = Should.Throw<ArgumentException>(() => EmbeddedScripts.Read("v1/shape_z.sql"));

        error.Message.ShouldContain("v1/shape_z.sql");
        error.Message.ShouldContain("v1/shape_a.sql");
    }
}
