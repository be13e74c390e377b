using OpsCenter.Migrations.Errors;
using OpsCenter.MigrationService.Output;

namespace OpsCenter.MigrationService.Commands;

/// <summary>A check that ended before all laws were checked.</summary>
internal static class CancelledCheck
{
    /// <summary>The error, where nothing was checked.</summary>
    public static MigrationCancelledException Error(
        Exception? cause,
        CancellationToken cancellation
    ) =>
        new(
            "The check was cancelled. Its databases are dropped, and an embedded server is stopped. Reports that were asked for hold "
                + "the laws checked by then.",
            "Repeat it: it begins anew.",
            cause,
            cancellation
        );

    /// <summary>The result with the laws checked by then, and the error on standard error.</summary>
    public static CommandResult With(object document, CancellationToken cancellation)
    {
        ErrorOutput.Write(
            ErrorDescription.Of(Error(cause: null, cancellation), cancellation),
            json: false,
            trace: null
        );
        return new CommandResult(ExitCodes.Cancelled, document, _ => { });
    }
}
