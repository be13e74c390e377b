using OpsCenter.Migrations;

namespace OpsCenter.MigrationService.Progress;

/// <summary>Where progress is shown. Called by one thread at a time.</summary>
internal interface IProgressScreen
{
    /// <summary>The engine reports something.</summary>
    void Show(MigrationProgress report);

    /// <summary>Called several times a second while a step is running that has lasted for over a second.</summary>
    void Show(RunningStep step);

    /// <summary>The step has ended, or the run has.</summary>
    void EndStep();
}
