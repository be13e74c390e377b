namespace OpsCenter.Scripts.Conventions;

/// <summary>A change of a sqitch plan.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Line">Its line in the plan.</param>
/// <param name="Key">The name, with the tag where the change was reworked later.</param>
internal sealed record SqitchChange(string Name, int Line, string Key)
{
    /// <summary>The name of its files, without the ending. A change that was reworked later has its files under the next tag.</summary>
    public string File => Key;
}
