namespace OpsCenter.Benchmarks.Idle;

/// <summary>The tools to compare; those of this repository come first.</summary>
internal static class IdleWays
{
    public static IReadOnlyList<IIdleWay> All(BenchmarkOptions options) =>
        [
            new InProcess(),
            new Command("opscenter apply, as a command", Command.Published(options), "apply"),
            new Command(
                "opscenter --version, its start alone",
                Command.Published(options),
                "--version"
            ),
            Command.OfAssembly("opscenter apply, as it is built", Command.Built, "apply"),
            Command.OfAssembly(
                "a .NET program that does nothing",
                typeof(IdleWays).Assembly.Location,
                "nothing"
            ),
            new Psql(),
            new Dbmate(options.Tools),
            new Sqitch(),
            new NodePgMigrate(options.Tools),
        ];
}
