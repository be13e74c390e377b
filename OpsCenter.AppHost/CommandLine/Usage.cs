namespace OpsCenter.AppHost.CommandLine;

/// <summary>What <c>--help</c> prints.</summary>
internal static class Usage
{
    public static string Text { get; } =
        $"""
            usage: dotnet run --project OpsCenter.AppHost [-- options]

            Starts PostgreSQL, seeds the V1 schema, migrates it to V2 under V1 traffic, and stays up until Ctrl+C.

            {string.Join(Environment.NewLine, AppHostOption.All.Select(Line))}
              --help                            Print this.

            Each option is a configuration key too: --usage-rows 500 is Parameters:rows, in the environment Parameters__rows;
            --once is OpsCenter:Once. ConnectionStrings__opscenterdb in the environment takes a server that runs already. A
            database there gets no sample data, unless --seed names it, and no traffic, unless --traffic-rate asks for it.

            Exit codes: 0 done; 1 the server failed; 2 wrong arguments; 130 or 143 stopped by a signal before the end;
            any other is that of opscenter, or of opscenter-v1traffic.
            """;

    private static string Line(AppHostOption option) =>
        $"  {option.Name + (option.Value is null ? "" : " " + option.Value), -32}  {option.Description}";
}
