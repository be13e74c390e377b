namespace OpsCenter.Schema.V1;

/// <summary>A V1 schema that exists in the field.</summary>
public enum V1Shape
{
    /// <summary>Production: uuid keys.</summary>
    A,

    /// <summary>An older deployment: integer keys, sequences, update triggers, two extensions.</summary>
    B,
}
