using Spectre.Console;

namespace OpsCenter.MigrationService.Confirmation;

/// <summary>Somebody who can be asked.</summary>
internal interface IOperator
{
    /// <summary>What they read.</summary>
    IAnsiConsole Screen { get; }

    /// <summary>Asks, and waits for a line.</summary>
    /// <returns>The line; null if the input has ended.</returns>
    Task<string?> AskAsync(string question, CancellationToken cancellation);
}
