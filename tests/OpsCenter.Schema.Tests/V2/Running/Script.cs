namespace OpsCenter.Schema.Tests.V2.Running;

/// <summary>One of V2's scripts, as an operator has it: a file.</summary>
/// <param name="FileName">Its name below scripts/sql/v2.</param>
public sealed record Script(string FileName)
{
    public static Script Up { get; } = new("create_llm_management_tables_v2.sql");

    public static Script Rollback { get; } = new("rollback_llm_management_tables_v2.sql");

    public static Script Restore { get; } = new("restore_llm_management_archive_v2.sql");

    /// <summary>Where the build copied it to.</summary>
    public string Path => System.IO.Path.Combine(AppContext.BaseDirectory, "v2", FileName);

    /// <summary>What is in it.</summary>
    public string Text => File.ReadAllText(Path);

    public override string ToString() => FileName;
}
