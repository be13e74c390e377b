using Npgsql;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Tests.Sessions;

public class StatementEndTests
{
    [Theory]
    [InlineData("canceling statement due to user request", "cancelled-on-server")]
    [InlineData("canceling statement due to statement timeout", "statement-timeout")]
    // What the server says in another language: the program has lifted the limit, so that it is a request.
    [InlineData("annulation de la requête à la demande de l'utilisateur", "cancelled-on-server")]
    public void The_two_causes_of_a_cancelled_statement_are_told_apart(string text, string id)
    {
        var error = StatementEnd.Describe(new PostgresException(text, "ERROR", "ERROR", "57014"));

        error.Id.ShouldBe(id);
        error.Message.ShouldContain(text);
    }
}
