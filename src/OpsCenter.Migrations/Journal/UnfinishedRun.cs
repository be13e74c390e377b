namespace OpsCenter.Migrations.Journal;

/// <summary>What is said of an online run that has begun and not come to its end, wherever it is told.</summary>
public static class UnfinishedRun
{
    /// <summary>One that applies.</summary>
    public const string Apply = "begun and not finished; apply resumes it, rollback takes it back";

    /// <summary>One that rolls back.</summary>
    public const string Rollback =
        "its rollback was begun and not finished; rollback resumes it, apply takes it back";
}
