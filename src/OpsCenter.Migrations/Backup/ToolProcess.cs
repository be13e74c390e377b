using CliWrap;

namespace OpsCenter.Migrations.Backup;

/// <summary>
/// A client program that ends with this process, however this process ends: killed, it could not end its children. A pipe whose other end is
/// held here is read by a shell beside the program; when it closes, the shell ends the program.
/// </summary>
internal static class ToolProcess
{
    private const string Shell = "/bin/sh";

    // The watcher holds none of the program's streams: who reads them waits for their end.
    private const string Watched = """
        exec 3<&0
        "$@" </dev/null 3<&- &
        program=$!
        { while read -r line; do :; done; kill "$program"; } <&3 >/dev/null 2>&1 &
        watcher=$!
        exec 3<&-
        wait "$program"
        code=$?
        kill "$watcher" 2>/dev/null
        exit "$code"
        """;

    /// <summary>The command; on Windows, which has no such shell, the program itself.</summary>
    public static Command Command(string program, IReadOnlyList<string> arguments) =>
        OperatingSystem.IsWindows() || !File.Exists(program) || !File.Exists(Shell)
            ? Cli.Wrap(program).WithArguments(arguments)
            : Cli.Wrap(Shell)
                .WithArguments(["-c", Watched, Path.GetFileName(program), program, .. arguments])
                .WithStandardInputPipe(
                    PipeSource.Create(
                        (_, cancellation) => Task.Delay(Timeout.Infinite, cancellation)
                    )
                );
}
