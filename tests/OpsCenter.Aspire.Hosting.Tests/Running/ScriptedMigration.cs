using Aspire.Hosting.Eventing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpsCenter.Aspire.Hosting.Running;

namespace OpsCenter.Aspire.Hosting.Tests.Running;

/// <summary>A migration resource whose program is a shell script, in an application that is built and not started.</summary>
internal sealed class ScriptedMigration : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Script _script;
    private readonly DistributedApplication _application;

    /// <param name="text">The script; <c>$command</c> is the command of <c>opscenter</c>, and <c>report</c> writes a document.</param>
    /// <param name="folder">The folder of its migrations; null for OpsCenter's own.</param>
    public ScriptedMigration(string text, string? folder = null)
    {
        _script = new Script(text);
        var builder = DistributedApplication.CreateBuilder(
            new DistributedApplicationOptions { DisableDashboard = true }
        );
        AppHostFolder = builder.AppHostDirectory;
        var database = builder.AddConnectionString(
            "shop",
            ReferenceExpression.Create($"Host=localhost")
        );
        var options = new SqlMigrationOptions { Program = _script.Path };
        Resource = (
            folder is null
                ? database.AddSqlMigrations("migration", options)
                : database.AddSqlMigrations("migration", folder, options)
        ).Resource;
        _application = builder.Build();
        // The host does that when it starts, and needs the orchestrator, which is not there.
        ActivatorUtilities.CreateInstance<MigrationShutdown>(_application.Services);
    }

    public SqlMigrationResource Resource { get; }

    public string AppHostFolder { get; }

    public MigrationRunner Runner => _application.Services.GetRequiredService<MigrationRunner>();

    public string State => Resource.Standing.State;

    public async Task<ProgramResult> RunAsync(
        string operation,
        CancellationToken cancellationToken = default
    ) =>
        (
            await Runner.RunAsync(
                Resource,
                Resource.Operations.Single(candidate => candidate.Name == operation),
                [],
                cancellationToken
            )
        ).ShouldNotBeNull();

    /// <summary>What the orchestrator does with a resource at the start.</summary>
    public Task StartAsync() =>
        Runner.StartResourceAsync(
            Resource,
            new InitializeResourceEvent(
                Resource,
                _application.Services.GetRequiredService<IDistributedApplicationEventing>(),
                _application.Services.GetRequiredService<ResourceLoggerService>(),
                _application.Services.GetRequiredService<ResourceNotificationService>(),
                _application.Services
            ),
            CancellationToken.None
        );

    /// <summary>What SIGTERM does.</summary>
    public Task StopAsync() =>
        Task.Run(
                _application.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication
            )
            .WaitAsync(Patience);

    public void RemoveProgram() => File.Delete(_script.Path);

    /// <summary>Makes a file in the script's folder.</summary>
    public void Touch(string name) => File.WriteAllText(_script.FileOf(name), "");

    /// <summary>Waits for a file of the script.</summary>
    public async Task SeesAsync(string name)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!Has(name))
        {
            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>The lines of a file of the script.</summary>
    public IReadOnlyList<string> Lines(string name) => File.ReadAllLines(_script.FileOf(name));

    public bool Has(string name) => File.Exists(_script.FileOf(name));

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _script.Dispose();
    }
}
