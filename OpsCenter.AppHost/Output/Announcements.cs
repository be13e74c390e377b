namespace OpsCenter.AppHost.Output;

/// <summary>The lines of the AppHost itself.</summary>
internal static class Announcements
{
    public static void Starting(string name) => Console.WriteLine($"== {name}");

    /// <summary>The last line of a run with <c>--once</c>.</summary>
    public static void Finished(RunOutcome outcome)
    {
        if (outcome.ExitCode == ExitCodes.Success)
        {
            Console.WriteLine("The migration is done.");
        }
        else
        {
            Failed(outcome.Message);
        }
    }

    public static void Failed(string message) => Console.Error.WriteLine(message);

    public static void StaysUp(
        RunOutcome outcome,
        string? dashboard,
        string connectionString,
        string? passwordHint
    )
    {
        Console.WriteLine();
        Console.WriteLine(
            outcome.ExitCode == ExitCodes.Success
                ? "The migration is done. Everything stays up until Ctrl+C."
                : $"{outcome.Message} What runs stays up until Ctrl+C, to be looked at."
        );
        if (dashboard is not null)
        {
            Console.WriteLine($"  dashboard   {dashboard}");
        }

        Console.WriteLine($"  opscenterdb {MaskedConnectionString.Of(connectionString)}");
        if (passwordHint is not null)
        {
            Console.WriteLine($"  password    {passwordHint}");
        }
    }
}
