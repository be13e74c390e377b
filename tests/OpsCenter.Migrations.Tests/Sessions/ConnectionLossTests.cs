using Npgsql;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Tests.Sessions;

public class ConnectionLossTests
{
    [Theory]
    [InlineData("57P01")] // pg_terminate_backend()
    [InlineData("57P05")] // idle_session_timeout
    [InlineData("25P03")] // idle_in_transaction_session_timeout
    [InlineData("25P04")] // transaction_timeout
    public void A_session_that_the_server_ended_is_a_lost_connection(string state) =>
        ConnectionLoss.IsMeantBy(Said(state)).ShouldBeTrue();

    [Theory]
    [InlineData("57014")] // statement_timeout cancels, and the session stays
    [InlineData("25P02")]
    public void A_statement_that_failed_is_none(string state) =>
        ConnectionLoss.IsMeantBy(Said(state)).ShouldBeFalse();

    private static PostgresException Said(string state) => new("it ended", "FATAL", "FATAL", state);
}
