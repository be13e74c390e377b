namespace OpsCenter.Schema.Tests.V2.Running;

/// <summary>Keeps the suite short: the cases take turns on the majors under test. With one major named, all run on it.</summary>
internal static class Spread
{
    public static TheoryData<int, T> OverMajors<T>(params IReadOnlyList<T> cases)
    {
        var data = new TheoryData<int, T>();
        for (var i = 0; i < cases.Count; i++)
        {
            data.Add(TestMajors.List[i % TestMajors.List.Count], cases[i]);
        }

        return data;
    }
}
