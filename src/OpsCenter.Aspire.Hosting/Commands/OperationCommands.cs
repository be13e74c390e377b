using Microsoft.Extensions.DependencyInjection;
using OpsCenter.Aspire.Hosting.Running;

namespace OpsCenter.Aspire.Hosting.Commands;

/// <summary>Makes an operation a command of the resource, in the dashboard, the CLI and the API.</summary>
internal static class OperationCommands
{
    public static IResourceBuilder<SqlMigrationResource> WithOperation(
        this IResourceBuilder<SqlMigrationResource> builder,
        MigrationOperation operation
    ) =>
        builder.WithCommand(
            operation.Name,
            operation.DisplayName,
            context => ExecuteAsync(builder.Resource, operation, context),
            new CommandOptions
            {
                Description =
                    operation.TakesBackup && builder.Resource.TakesBackup
                        ? $"{operation.Description} A backup is taken first."
                        : operation.Description,
                IconName = operation.Icon,
                IsHighlighted = operation.IsHighlighted,
                ConfirmationMessage = operation.Confirmation,
                Arguments = operation.Inputs,
                UpdateState = _ => StateOf(builder.Resource),
            }
        );

    /// <summary>Commands are disabled while one runs.</summary>
    public static ResourceCommandState StateOf(SqlMigrationResource resource) =>
        resource.Standing.IsRunning ? ResourceCommandState.Disabled : ResourceCommandState.Enabled;

    /// <summary>The result of a command that came while another one was running.</summary>
    public static ExecuteCommandResult Occupied(SqlMigrationResource resource) =>
        CommandResults.Failure(
            $"Another command of {resource.Name} is running. Wait for its end and try again."
        );

    private static async Task<ExecuteCommandResult> ExecuteAsync(
        SqlMigrationResource resource,
        MigrationOperation operation,
        ExecuteCommandContext context
    )
    {
        var result = await context
            .Services.GetRequiredService<MigrationRunner>()
            .RunAsync(
                resource,
                operation,
                [.. operation.FromInputs(context.Arguments)],
                context.CancellationToken
            );
        return result is null ? Occupied(resource) : Of(operation, result);
    }

    private static ExecuteCommandResult Of(MigrationOperation operation, ProgramResult result) =>
        result.ExitCode switch
        {
            ProgramResult.Done => CommandResults.Success(
                $"{operation.DisplayName}: done.",
                result.Text.TrimEnd(),
                CommandResultFormat.Text,
                displayImmediately: true
            ),
            ProgramResult.Cancelled => CommandResults.Canceled(),
            _ => CommandResults.Failure(
                $"{operation.DisplayName}: {(result.IsRefusal ? "refused" : "failed")} with exit code {result.ExitCode}.",
                new CommandResultData
                {
                    Value = result.Document?.ErrorText ?? result.Text.TrimEnd(),
                    Format = CommandResultFormat.Text,
                    DisplayImmediately = true,
                }
            ),
        };
}
