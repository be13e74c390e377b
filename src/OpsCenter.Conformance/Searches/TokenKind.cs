namespace OpsCenter.Conformance.Searches;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    /// <summary>A keyword or a name.</summary>
    Name,

    /// <summary>A text or a number.</summary>
    Literal,

    /// <summary>A text in dollar quotes.</summary>
    Body,

    /// <summary>An operator, a parenthesis or another character.</summary>
    Other,
}
