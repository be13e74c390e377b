using OpsCenter.ServiceDefaults.CommandLine;
using OpsCenter.ServiceDefaults.Connections;

namespace OpsCenter.V1Traffic.Output;

/// <summary>
/// Prints an error like opscenter: message, remedy and id on standard error, with --json also as a document.
/// </summary>
internal static class ErrorOutput
{
    /// <returns>The exit code.</returns>
    public static int Write(Exception exception, bool json)
    {
        var (id, remedy, exitCode) = exception switch
        {
            UsageException usage => ("usage", usage.Remedy, ExitCodes.Usage),
            MissingLibraryException library => (
                "library-missing",
                library.Remedy,
                ExitCodes.CannotConnect
            ),
            TrafficException { Id: "cannot-connect" } traffic => (
                traffic.Id,
                traffic.Remedy,
                ExitCodes.CannotConnect
            ),
            TrafficException traffic => (traffic.Id, traffic.Remedy, ExitCodes.Refused),
            _ => ("unexpected", "Report it.", ExitCodes.Unexpected),
        };
        if (json)
        {
            Console.Out.Write(
                ReportJson.Write(
                    new
                    {
                        Error = new
                        {
                            id,
                            exception.Message,
                            remedy,
                            exitCode,
                        },
                    }
                )
            );
        }

        Console.Error.WriteLine(exception.Message);
        Console.Error.WriteLine(remedy);
        Console.Error.WriteLine(id);
        return exitCode;
    }
}
