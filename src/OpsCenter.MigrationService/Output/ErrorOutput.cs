using OpsCenter.MigrationService.Output.Documents;

namespace OpsCenter.MigrationService.Output;

/// <summary>Prints errors and warnings on standard error; with --json the error is also the document on standard output.</summary>
internal static class ErrorOutput
{
    /// <param name="error">What happened.</param>
    /// <param name="json">Whether standard output must get its one document.</param>
    /// <param name="trace">The exception whose stack trace is wanted, or null.</param>
    public static void Write(ErrorDescription error, bool json, Exception? trace)
    {
        if (json)
        {
            ResultOutput.WriteLine(JsonFormat.Write(ErrorDocument.Of(error)));
        }

        var console = ResultOutput.Terminal(Console.Error, Console.IsErrorRedirected);
        console.Line($"[red]{error.Message}[/]");
        if (error.Backup is { } backup)
        {
            console.Line($"The backup that was taken first: {backup.File}");
        }

        console.Line($"{error.Remedy}");
        console.Line($"[dim]{error.Id}[/]");
        if (trace is not null)
        {
            Console.Error.WriteLine(trace);
        }
    }

    public static void Warn(string message) =>
        ResultOutput
            .Terminal(Console.Error, Console.IsErrorRedirected)
            .Line($"[yellow]{message}[/]");
}
