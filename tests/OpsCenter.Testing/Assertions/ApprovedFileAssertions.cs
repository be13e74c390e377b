using Shouldly;

namespace OpsCenter.Testing;

/// <summary>Compares a text with the file that a reviewer approved. OPSCENTER_APPROVE=1 writes the file instead.</summary>
public static class ApprovedFileAssertions
{
    public static void ShouldBeApprovedIn(this string text, string file)
    {
        if (Environment.GetEnvironmentVariable("OPSCENTER_APPROVE") == "1")
        {
            File.WriteAllText(file, text);
        }

        File.Exists(file).ShouldBeTrue($"{file} is missing; OPSCENTER_APPROVE=1 writes it");
        text.ShouldBe(File.ReadAllText(file).ReplaceLineEndings("\n"));
    }
}
