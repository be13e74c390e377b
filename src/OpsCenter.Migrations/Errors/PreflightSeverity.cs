namespace OpsCenter.Migrations.Errors;

/// <summary>How much a finding weighs.</summary>
public enum PreflightSeverity
{
    /// <summary>The migration is refused, unless the caller allows it and may.</summary>
    Refusal,

    /// <summary>Worth knowing, or could not be checked; nothing is refused.</summary>
    Note,
}
