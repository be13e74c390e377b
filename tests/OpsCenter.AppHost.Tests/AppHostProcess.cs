using System.Text;
using CliWrap;

namespace OpsCenter.AppHost.Tests;

/// <summary>The built AppHost as a process of its own.</summary>
internal sealed class AppHostProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private const string Marker = "OPSCENTER_TEST_RUN";

    private readonly string _marker = Guid.NewGuid().ToString("N");
    private readonly StringBuilder _output = new();
    private readonly CancellationTokenSource _kill;
    private readonly CommandTask<CommandResult> _run;

    public AppHostProcess(string[] arguments, params (string Name, string Value)[] environment)
        : this(Patience, arguments, environment) { }

    /// <param name="lifetime">When it is killed, if it has not ended by then.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables in addition to those of this process.</param>
    public AppHostProcess(
        TimeSpan lifetime,
        string[] arguments,
        params (string Name, string Value)[] environment
    )
    {
        _kill = new CancellationTokenSource(lifetime);
        _run = Cli.Wrap("dotnet")
            .WithArguments([
                Path.Combine(AppContext.BaseDirectory, "OpsCenter.AppHost.dll"),
                .. arguments,
            ])
            .WithEnvironmentVariables(variables =>
            {
                // A server given to the tests is not meant for this.
                variables.Set("ConnectionStrings__opscenterdb", "");
                variables.Set(Marker, _marker);
                foreach (var (name, value) in environment)
                {
                    variables.Set(name, value);
                }
            })
            .WithStandardOutputPipe(PipeTarget.ToDelegate(Add))
            .WithStandardErrorPipe(PipeTarget.ToDelegate(Add))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(_kill.Token);
    }

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public int Id => _run.ProcessId;

    public static async Task<(int ExitCode, string Output)> RunAsync(
        string[] arguments,
        params (string Name, string Value)[] environment
    )
    {
        using var process = new AppHostProcess(arguments, environment);
        return (await process.EndAsync(), process.Output);
    }

    public async Task<int> EndAsync() => (await _run).ExitCode;

    public async Task SaysAsync(string text)
    {
        while (!Output.Contains(text, StringComparison.Ordinal))
        {
            _run.Task.IsCompleted.ShouldBeFalse(Output);
            await Task.Delay(100, _kill.Token);
        }
    }

    public async Task SignalAsync(string signal) =>
        await Cli.Wrap("/bin/sh").WithArguments(["-c", $"kill -{signal} {Id}"]).ExecuteAsync();

    public void Dispose()
    {
        _kill.Cancel();
        _kill.Dispose();
    }

    /// <summary>A server takes its pid file away a moment before it is gone itself.</summary>
    public static async Task NothingRunsWithAsync(string path)
    {
        for (var attempt = 0; attempt < 20 && RunningWith(path).Count > 0; attempt++)
        {
            await Task.Delay(100);
        }

        RunningWith(path).ShouldBeEmpty();
    }

    /// <summary>The orchestrator ends about three seconds after the AppHost that it was started by, and everything else before.</summary>
    public async Task NothingIsLeftAsync()
    {
        for (var attempt = 0; attempt < 150 && Started().Count > 0; attempt++)
        {
            await Task.Delay(100);
        }

        Started().ShouldBeEmpty();
    }

    /// <summary>Everything that the AppHost and its orchestrator start has its environment.</summary>
    private IReadOnlyList<string> Started() =>
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Where(folder =>
                    ReadOrEmpty(Path.Combine(folder, "environ"))
                        .Contains($"{Marker}={_marker}", StringComparison.Ordinal)
                )
                .Select(folder => ReadOrEmpty(Path.Combine(folder, "cmdline"))),
        ];

    /// <summary>The processes whose command line names this folder or file.</summary>
    public static IReadOnlyList<string> RunningWith(string path) =>
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Select(folder => Path.Combine(folder, "cmdline"))
                .Select(ReadOrEmpty)
                .Where(commandLine => commandLine.Contains(path, StringComparison.Ordinal)),
        ];

    private static string ReadOrEmpty(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private void Add(string line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
