using OpsCenter.MigrationService.CommandLine;
using OpsCenter.MigrationService.Output;

namespace OpsCenter.MigrationService.Confirmation;

/// <summary>The questions before a database is changed.</summary>
internal static class Question
{
    /// <summary>Asks for yes or no.</summary>
    /// <exception cref="NotConfirmedException">It was not yes.</exception>
    public static async Task AskYesAsync(
        IOperator person,
        string question,
        CancellationToken cancellation
    )
    {
        var answer = await person.AskAsync($"{question} [y/N] ", cancellation);
        if (answer?.Trim().ToUpperInvariant() is not ("Y" or "YES"))
        {
            throw new NotConfirmedException(
                "Not confirmed, so nothing was changed.",
                $"Repeat it and answer y, or give {YesOption.Yes.Name}."
            );
        }
    }

    /// <summary>Asks for the name of the database, so that it happens to the right one.</summary>
    /// <exception cref="NotConfirmedException">It was another one.</exception>
    public static async Task AskNameAsync(
        IOperator person,
        string what,
        string database,
        CancellationToken cancellation
    )
    {
        var answer = await person.AskAsync(
            $"{what} Type the name of the database to go on: ",
            cancellation
        );
        if (answer?.Trim() != database)
        {
            throw new NotConfirmedException(
                string.IsNullOrWhiteSpace(answer)
                    ? "Not confirmed, so nothing was changed."
                    : $"The database is \"{database}\", and not \"{answer.Trim()}\": nothing was changed.",
                $"Repeat it and type {database}, or give {YesOption.Yes.Name}."
            );
        }
    }
}
