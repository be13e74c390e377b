using System.CommandLine;
using System.CommandLine.Parsing;
using Npgsql;
using OpsCenter.MigrationService.CommandLine;
using OpsCenter.MigrationService.Hosting;
using OpsCenter.MigrationService.Output;

namespace OpsCenter.MigrationService.Reports;

/// <summary>The command line of a run, to paste into a shell. The connection is left out: it may have the password.</summary>
internal static class RepeatedCommand
{
    public static ReportSection Of(ParseResult parsed, NpgsqlConnectionStringBuilder? connection)
    {
        var words = new List<string> { ServiceHost.ApplicationName };
        var isConnection = false;
        foreach (var token in parsed.Tokens)
        {
            if (token.Type == TokenType.Option)
            {
                isConnection = token.Value == CommonOptions.Connection.Name;
            }

            if (!isConnection)
            {
                words.Add(ShellWord.Of(token.Value));
            }
        }

        var variable = connection is null
            ? ""
            : $"export OPSCENTER_CONNECTION={ShellWord.Of(Address(connection))}   # the password: PGPASSWORD or PGPASSFILE\n";
        return new ReportSection("To repeat it") { Code = variable + string.Join(' ', words) };
    }

    /// <summary>Where the connection leads to, and as whom.</summary>
    public static string Address(NpgsqlConnectionStringBuilder connection) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = connection.Host,
            Port = connection.Port,
            Database = connection.Database,
            Username = connection.Username,
        }.ConnectionString;
}
