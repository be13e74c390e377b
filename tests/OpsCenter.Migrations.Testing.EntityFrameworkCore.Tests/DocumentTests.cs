using OpsCenter.Testing;

namespace OpsCenter.Migrations.Testing.EntityFrameworkCore.Tests;

public sealed class DocumentTests
{
    [Fact]
    public void The_class_of_the_readme_is_compiled_as_it_is_shown() =>
        File.ReadAllText(
                WorkingCopy.PathOf(
                    "tests",
                    "OpsCenter.Migrations.Testing.EntityFrameworkCore.Tests",
                    "LibraryContextTests.cs"
                )
            )
            .ShouldEndWith(
                DocumentedCode
                    .Blocks(
                        "src/OpsCenter.Migrations.Testing.EntityFrameworkCore/README.md",
                        "csharp"
                    )
                    .ShouldHaveSingleItem()
            );
}
