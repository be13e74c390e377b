using System.Globalization;
using CliWrap;
using CliWrap.Buffered;
using Npgsql;
using OpsCenter.Testing.Prerequisites;

namespace OpsCenter.Testing;

/// <summary>Runs a real psql the way an operator does: autocommit, no ON_ERROR_STOP, unless the arguments say otherwise.</summary>
/// <param name="connectionString">Whom it connects as, and where.</param>
public sealed class Psql(string connectionString)
{
    /// <summary>psql -f. Further arguments come first, such as <c>-1</c> or <c>-v</c>, <c>ON_ERROR_STOP=1</c>.</summary>
    public Task<PsqlResult> RunFileAsync(string path, params string[] extraArgs) =>
        RunAsync(PipeSource.Null, [.. extraArgs, "-f", path]);

    /// <summary>psql with the text on its standard input.</summary>
    public Task<PsqlResult> RunScriptTextAsync(string text, params string[] extraArgs) =>
        RunAsync(PipeSource.FromString(text), extraArgs);

    private async Task<PsqlResult> RunAsync(PipeSource input, IReadOnlyList<string> arguments)
    {
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        string[] connection =
        [
            "-X",
            "-h",
            target.Host!,
            "-p",
            target.Port.ToString(CultureInfo.InvariantCulture),
            "-U",
            target.Username!,
            "-d",
            target.Database!,
        ];
        var result = await Cli.Wrap(
                PsqlProgram.Path ?? throw Prerequisite.Missing(PsqlProgram.WhatToInstall)
            )
            .WithArguments([.. connection, .. arguments])
            .WithEnvironmentVariables(variables =>
                variables
                    .Set("PGPASSWORD", target.Password)
                    .Set("LC_ALL", "C")
                    .Set("PGCLIENTENCODING", "UTF8")
            )
            .WithStandardInputPipe(input)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();
        return new PsqlResult(result.ExitCode, result.StandardOutput, result.StandardError);
    }
}
