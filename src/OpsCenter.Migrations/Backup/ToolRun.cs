using System.Text;
using CliWrap;

namespace OpsCenter.Migrations.Backup;

/// <summary>What a client program said, and how it ended.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Errors)
{
    private const int LinesShown = 12;

    public bool Succeeded => ExitCode == 0;

    /// <summary>The last lines of what it complained about.</summary>
    public string Complaint
    {
        get
        {
            var lines = Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return lines.Length == 0
                ? $"it ended with exit code {ExitCode} and said nothing"
                : string.Join('\n', lines.TakeLast(LinesShown)).TrimEnd();
        }
    }

    /// <summary>Runs a program to its end. Arguments can be read by every user of the machine: no secret may be among them.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables of the child alone; null takes an inherited one away.</param>
    /// <param name="cancellation">Kills it.</param>
    public static async Task<ToolRun> ExecuteAsync(
        string program,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string?> environment,
        CancellationToken cancellation
    )
    {
        var output = new StringBuilder();
        var run = await ExecuteAsync(
            program,
            arguments,
            environment,
            PipeTarget.ToStringBuilder(output, Encoding.UTF8),
            cancellation
        );
        return run with { Output = output.ToString() };
    }

    /// <summary>Runs a program to its end; its standard output goes to the target.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables of the child alone; null removes an inherited one.</param>
    /// <param name="output">Reads standard output.</param>
    /// <param name="cancellation">Kills it.</param>
    public static async Task<ToolRun> ExecuteAsync(
        string program,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string?> environment,
        PipeTarget output,
        CancellationToken cancellation
    )
    {
        var errors = new StringBuilder();
        try
        {
            var result = await ToolProcess
                .Command(program, arguments)
                .WithEnvironmentVariables(environment)
                .WithStandardOutputPipe(output)
                .WithStandardErrorPipe(PipeTarget.ToStringBuilder(errors, Encoding.UTF8))
                .WithValidation(CommandResultValidation.None)
                .ExecuteAsync(cancellation);
            return new ToolRun(result.ExitCode, "", errors.ToString());
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            return new ToolRun(-1, "", $"{program} cannot be run: {exception.Message}");
        }
    }
}
