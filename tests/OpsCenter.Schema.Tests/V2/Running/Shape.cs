namespace OpsCenter.Schema.Tests.V2.Running;

/// <summary>The V1 shapes that are known.</summary>
public enum Shape
{
    /// <summary>Production.</summary>
    A,

    /// <summary>Production after a start of the backend.</summary>
    AWithStartupIndexes,

    /// <summary>An older deployment.</summary>
    B,
}
