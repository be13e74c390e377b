using OpsCenter.MigrationService.Output;

namespace OpsCenter.MigrationService.Tests.Output;

/// <summary>A word that is shown to be pasted into a shell.</summary>
public sealed class ShellWordTests
{
    [Theory]
    [InlineData("db/migrations", "db/migrations")]
    [InlineData("my migrations", "'my migrations'")]
    [InlineData("it's; rm $HOME", "'it'\\''s; rm $HOME'")]
    [InlineData("", "''")]
    public void It_is_quoted_where_the_shell_would_change_it(string word, string shown) =>
        ShellWord.Of(word).ShouldBe(shown);
}
