namespace Aspire.Hosting.ApplicationModel;

/// <summary>The names of the properties that a <see cref="SqlMigrationResource"/> shows in the dashboard.</summary>
public static class SqlMigrationProperties
{
    /// <summary>The name of the database on its server, which may differ from the name of its resource.</summary>
    public static string Database => "Database";

    /// <summary>The migration and its version.</summary>
    public static string Version => "Version";

    /// <summary>How many objects the last verification found in place.</summary>
    public static string Objects => "Objects";

    /// <summary>The file of the backup that the last run took first.</summary>
    public static string BackupFile => "Backup file";

    /// <summary>The last run in the database's journal: what, when, by whom, how long.</summary>
    public static string LastRun => "Last run";

    /// <summary>The SHA-256 of the script of the last run.</summary>
    public static string Checksum => "Checksum";

    /// <summary>The exit code of the last command. The dashboard has a property "Exit code" of its own.</summary>
    public static string ExitCode => "Last exit code";
}
