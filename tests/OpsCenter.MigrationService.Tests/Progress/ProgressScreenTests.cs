using OpsCenter.Migrations;
using OpsCenter.MigrationService.Output;
using OpsCenter.MigrationService.Progress;

namespace OpsCenter.MigrationService.Tests.Progress;

/// <summary>How a step that lasts is shown.</summary>
public sealed class ProgressScreenTests : IDisposable
{
    private static readonly int[] Told = [10, 20, 40, 80, 140, 200];

    private readonly StringWriter _writer = new();

    public void Dispose() => _writer.Dispose();

    [Fact]
    public void A_known_percentage_is_a_bar_with_the_time_left()
    {
        var screen = Live(width: 100);

        screen.Show(new RunningStep("build index i", TimeSpan.FromSeconds(30), 25));

        _writer
            .ToString()
            .ShouldBe(
                "\r\u001b[2K     [#####---------------] 30 s, about 90 s left: build index i"
            );
    }

    [Fact]
    public void A_line_is_cut_at_the_width_and_control_characters_are_not_sent()
    {
        var screen = Live(width: 21);

        screen.Show(
            new RunningStep("digest a\u001b[2J\nb_long_name", TimeSpan.FromSeconds(2), null)
        );

        _writer.ToString().ShouldBe("\r\u001b[2K     2 s: digest a\\u");
    }

    [Fact]
    public void A_report_stays_and_erases_what_updates()
    {
        var screen = Live(width: 80);

        screen.Show(new RunningStep("digest a", TimeSpan.FromSeconds(2), null));
        screen.Show(new MigrationProgress("1/7  add to a"));

        _writer.ToString().ShouldEndWith("digest a\r\u001b[2K1/7  add to a\n");
    }

    [Fact]
    public void A_pipe_hears_of_a_long_step_after_ten_seconds_then_less_and_less_often()
    {
        var screen = new PlainProgress(ResultOutput.Terminal(_writer, redirected: true));

        for (var seconds = 1; seconds <= 200; seconds++)
        {
            screen.Show(new RunningStep("digest a", TimeSpan.FromSeconds(seconds), null));
        }

        _writer
            .ToString()
            .ShouldBe(
                string.Concat(
                    Told.Select(seconds =>
                        FormattableString.Invariant($"     digest a: running for {seconds} s\n")
                    )
                )
            );
    }

    private LiveProgress Live(int width)
    {
        var console = ResultOutput.Terminal(_writer, redirected: true);
        console.Profile.Width = width;
        return new LiveProgress(console, _writer);
    }
}
