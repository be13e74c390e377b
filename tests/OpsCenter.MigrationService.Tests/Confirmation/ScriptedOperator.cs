using OpsCenter.MigrationService.Confirmation;
using OpsCenter.MigrationService.Output;
using Spectre.Console;

namespace OpsCenter.MigrationService.Tests.Confirmation;

/// <summary>An operator who gives one answer.</summary>
internal sealed class ScriptedOperator(string? answer) : IOperator
{
    public string? Question { get; private set; }

    public IAnsiConsole Screen => ResultOutput.Terminal(TextWriter.Null, redirected: true);

    public Task<string?> AskAsync(string question, CancellationToken cancellation)
    {
        Question = question;
        return Task.FromResult(answer);
    }
}
