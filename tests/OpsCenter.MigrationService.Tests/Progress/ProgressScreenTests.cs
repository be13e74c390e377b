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
            .ShouldBe("\r\u001b[2K     [###---------] 25 %, 30 s, 2 min left: build index i");
    }

    [Fact]
    public void A_line_is_cut_at_the_width_and_control_characters_are_not_sent()
    {
        var screen = Live(width: 23);

        screen.Show(
            new RunningStep("digest a\u001b[2J\nb_long_name", TimeSpan.FromSeconds(2), null)
        );

        _writer.ToString().ShouldBe("\r\u001b[2K     2 s: digest a\\u");
    }

    [Fact]
    public void A_state_goes_on_with_the_line_of_its_step()
    {
        var screen = Live(width: 100);

        screen.Show(new RunningStep("pg_dump", TimeSpan.FromSeconds(4), null));
        screen.Show(
            new MigrationProgress("back up public.a, 500 rows", 50)
            {
                IsState = true,
                IsSample = true,
            }
        );

        _writer
            .ToString()
            .ShouldEndWith("[######------] 50 %, 4 s, 4 s left: back up public.a, 500 rows");
    }

    [Fact]
    public void A_pipe_hears_of_samples_with_the_time_only()
    {
        var screen = new PlainProgress(ResultOutput.Terminal(_writer, redirected: true));

        for (var seconds = 1; seconds <= 12; seconds++)
        {
            screen.Show(
                new MigrationProgress("back up a, 500 rows", 8 * seconds)
                {
                    IsState = true,
                    IsSample = true,
                }
            );
            screen.Show(new RunningStep("pg_dump", TimeSpan.FromSeconds(seconds), null));
        }

        _writer.ToString().ShouldBe("     back up a, 500 rows: 80 %, running for 10 s\n");
    }

    [Fact]
    public void A_report_ends_a_sample_in_a_pipe()
    {
        var screen = new PlainProgress(ResultOutput.Terminal(_writer, redirected: true));
        screen.Show(new MigrationProgress("Waiting for pid 1") { IsState = true, IsSample = true });
        screen.Show(new MigrationProgress("1/7  add to a"));

        screen.Show(new RunningStep("script", TimeSpan.FromSeconds(12), null));

        _writer.ToString().ShouldBe("1/7  add to a\n     script: running for 12 s\n");
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
