using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Npgsql;
using OpsCenter.MigrationService.CommandLine;
using OpsCenter.MigrationService.Hosting;

namespace OpsCenter.MigrationService.Reports;

/// <summary>The command line of a run, to paste into a shell. The connection is left out: it may have the password.</summary>
internal static partial class RepeatedCommand
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
                words.Add(Quoted(token.Value));
            }
        }

        var variable = connection is null
            ? ""
            : $"export OPSCENTER_CONNECTION={Quoted(Address(connection))}   # the password: PGPASSWORD or PGPASSFILE\n";
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

    private static string Quoted(string word) =>
        Plain().IsMatch(word) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"\A[A-Za-z0-9_./:=@%+,-]+\z")]
    private static partial Regex Plain();
}
