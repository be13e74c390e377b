using OpsCenter.MigrationService.Confirmation;
using OpsCenter.MigrationService.Output;

namespace OpsCenter.MigrationService.Tests.Confirmation;

/// <summary>Which answers are a yes.</summary>
public sealed class QuestionTests
{
    [Theory]
    [InlineData("y")]
    [InlineData("YES ")]
    public Task Yes_goes_on(string answer) =>
        Question.AskYesAsync(new ScriptedOperator(answer), "Apply?", default);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("n")]
    [InlineData("yep")]
    public async Task Anything_else_does_not(string? answer) =>
        (
            await Should.ThrowAsync<NotConfirmedException>(() =>
                Question.AskYesAsync(new ScriptedOperator(answer), "Apply?", default)
            )
        ).Remedy.ShouldContain("--yes");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("y")]
    [InlineData("SHOP")]
    public Task Another_name_does_not_either(string? answer) =>
        Should.ThrowAsync<NotConfirmedException>(() =>
            Question.AskNameAsync(new ScriptedOperator(answer), "Back.", "shop", default)
        );

    [Fact]
    public async Task The_name_of_the_database_goes_on()
    {
        var person = new ScriptedOperator("shop");

        await Question.AskNameAsync(person, "This rolls back v2.", "shop", default);

        person.Question.ShouldBe("This rolls back v2. Type the name of the database to go on: ");
    }
}
